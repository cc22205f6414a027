package vn.tram.kernel.trust;

import java.util.List;
import vn.tram.kernel.base.Bytes;

/** Keys for tests: always the same, so that runs repeat. Not a secret of anything. */
public final class TestKeys {
    /** The city's. */
    public static final SigningKey CITY = of("c7ac8608f04eaf89ff183e94f1080896a36ff315bbb58edf401e686f18d10fa7"
            + "5b6c1d1403c6616ad1244e74558d010335c586d116901950191413f68a214a19");

    /** Nobody's whom a box trusts. */
    public static final SigningKey STRANGER = of("75a0b086aef59f56d74e353137fa94e9cefc6a95a41518dcce5a87216f45759b"
            + "ac974243fe95dbf352fb61033a9ea2948a356b34220a99f2f2b3ff836fdf412f");

    /** The one that the city changes to. */
    public static final SigningKey NEXT = of("d67c2604274b16670caa8033528f035210b3e3c5a98679a1113c6d06c60be1ed"
            + "7155fd9bb5b474d3004538e3a4302d692216f5e265fdfa1e983207ea39594231");

    /** A box's own. */
    public static final SigningKey BOX = of("ae2b1eb191d2e3eb84ef38bb2dee5a3634c1f120abf14dd2df7817cc2a651104"
            + "f541d04e8ec172594cce0f85fc4c2c217f10577cc35f603ee988cd1a1579dbae");

    /** What boxes trust. */
    public static final KeyRing TRUSTED = new KeyRing(List.of(CITY.verifyKey()));

    private TestKeys() {}

    private static SigningKey of(String pair) {
        return SigningKey.of(Bytes.ofHex(pair));
    }
}

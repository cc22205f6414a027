package vn.tram.edge.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.RenewRequest;

/** A disk in memory. What is granted names, in the place of a chain, from when and until when it holds. */
public final class FakeShelf implements IdentityShelf {
    /** Hears everything and says nothing. */
    public static final class Quiet implements Enrolment.Watcher {
        @Override
        public void enrolled(Identity identity) {
            // nobody is told
        }

        @Override
        public void trouble(String what) {
            // nobody is told
        }
    }

    final List<Granted> taken = new ArrayList<>();
    boolean full;
    private Optional<Identity> current = Optional.empty();
    private int requests;

    static String holding(Instant from, Duration life) {
        return from.toEpochMilli() + " " + from.plus(life).toEpochMilli();
    }

    @Override
    public Optional<Identity> current() {
        return current;
    }

    @Override
    public Bytes request() throws StoreFailure {
        if (full) {
            throw new StoreFailure("the disk of this test is full");
        }
        return Bytes.owned(("request " + requests).getBytes(UTF_8));
    }

    @Override
    public RenewRequest renewal() throws StoreFailure {
        var then = Instant.parse("2026-11-23T00:00:00Z");
        var random = new SecureRandom();
        var root = Authority.root(new CityNames("X", "tram.test"), then, random);
        var key = EcKeys.node(random);
        var certificate = new Certificates(root.issuing(then)).box(key.getPublic(), new BoxId("w00070-1"), then);
        return RenewRequest.of(key.getPrivate(), certificate, request());
    }

    @Override
    public Identity take(Granted granted, String centre) throws BadForm {
        if (granted.chain().isEmpty()) {
            throw new BadForm("not about this key");
        }
        var times = List.of(granted.chain().split(" ", -1));
        taken.add(granted);
        requests++;
        var identity = new Identity(
                Long.parseLong(times.get(0)),
                Long.parseLong(times.get(1)),
                "ba be bi bo",
                centre,
                List.of(TestKeys.CITY.verifyKey()));
        current = Optional.of(identity);
        return identity;
    }
}

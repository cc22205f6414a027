package vn.tram.system.sim.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.trust.VerifyKey;

/**
 * Signing in the simulation: a digest over the signer's name and the message stands in for Ed25519, which would take
 * half of the time and is held by tests of its own. Nobody in the simulation computes another's. Any thread.
 */
public final class SimKeys {
    /** The city's. */
    public static final Signer CITY = of("city");

    /** Nobody's whom anybody trusts. */
    public static final Signer STRANGER = of("stranger");

    /** What boxes trust. */
    public static final KeyRing TRUSTED = new KeyRing(List.of(CITY.verifyKey()), SimKeys::holds);

    private SimKeys() {}

    /** A box's own. */
    public static Signer of(BoxId box) {
        return of(box.value());
    }

    private static Signer of(String name) {
        var key = new VerifyKey(Digest.of(name.getBytes(UTF_8)));
        return new Signer() {
            @Override
            public VerifyKey verifyKey() {
                return key;
            }

            @Override
            public Bytes sign(byte[] message) {
                return signature(key, message);
            }
        };
    }

    /** The judge of these signatures. */
    public static boolean holds(VerifyKey key, byte[] message, Bytes signature) {
        return signature(key, message).equals(signature);
    }

    private static Bytes signature(VerifyKey key, byte[] message) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(key.raw().toArray());
            return Bytes.owned(digest.digest(message));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-512", impossible);
        }
    }
}

package vn.tram.provisioning.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;

/**
 * Keys on the curves of NIST that every TLS library knows: P-256 for whoever connects, P-384 for an authority that
 * holds for many years (RFC 8422, FIPS 186-5). Any thread.
 */
public final class EcKeys {
    /** Bits of the curves that a certificate of ours may be about. */
    private static final Set<Integer> BITS = Set.of(256, 384);

    private EcKeys() {}

    /** For a box, a broker, a hall. */
    public static KeyPair node(SecureRandom random) {
        return fresh("secp256r1", random);
    }

    /** As {@link #node(SecureRandom)}, of the system's own randomness. */
    public static KeyPair node() {
        return node(new SecureRandom());
    }

    /** For an authority. */
    public static KeyPair authority(SecureRandom random) {
        return fresh("secp384r1", random);
    }

    private static KeyPair fresh(String curve, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has " + curve, impossible);
        }
    }

    /** Whether a key is of a kind that we certify. */
    static boolean fits(PublicKey key) {
        return key instanceof ECPublicKey curve
                && BITS.contains(curve.getParams().getCurve().getField().getFieldSize());
    }
}

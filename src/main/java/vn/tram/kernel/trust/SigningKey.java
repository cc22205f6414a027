package vn.tram.kernel.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import vn.tram.kernel.base.Bytes;

/** An Ed25519 key pair (RFC 8032), by the JDK's own implementation. Never shows its secret but to {@link #pair}. */
public final class SigningKey implements Signer {
    static final String ALGORITHM = "Ed25519";

    /** Bytes of {@link #pair}: the 32 secret ones of the RFC's private key, then the public key. */
    public static final int SIZE = 64;

    private static final int SECRET = 32;

    /** What stands before the raw secret in its PKCS 8 form (RFC 8410). */
    private static final Bytes PKCS8 = Bytes.ofHex("302e020100300506032b657004220420");

    private static final byte[] TRIAL = "trial".getBytes(US_ASCII);

    private final Bytes pair;
    private final PrivateKey key;
    private final VerifyKey verifyKey;

    private SigningKey(Bytes pair, PrivateKey key, VerifyKey verifyKey) {
        this.pair = pair;
        this.key = key;
        this.verifyKey = verifyKey;
    }

    /** A new key, from the system's secure randomness. */
    public static SigningKey fresh() {
        try {
            var made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return of(Bytes.owned(joined(
                    tail(made.getPrivate().getEncoded()), tail(made.getPublic().getEncoded()))));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform from 15 on has Ed25519", impossible);
        }
    }

    /** The key of a stored pair; throws {@link IllegalArgumentException} when the two halves are no pair. */
    public static SigningKey of(Bytes pair) {
        if (pair.size() != SIZE) {
            throw new IllegalArgumentException("a signing key has " + SIZE + " bytes, not " + pair.size());
        }
        try {
            var encoded = joined(PKCS8.toArray(), pair.first(SECRET).toArray());
            var secret = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var key = new SigningKey(pair, secret, new VerifyKey(Bytes.owned(tail(pair.toArray()))));
            if (!key.verifyKey.verifies(TRIAL, key.sign(TRIAL))) {
                throw new IllegalArgumentException("the two halves of a signing key do not belong together");
            }
            return key;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("any 32 bytes are a secret", impossible);
        }
    }

    @Override
    public Bytes sign(byte[] message) {
        try {
            var pen = Signature.getInstance(ALGORITHM);
            pen.initSign(key);
            pen.update(message);
            return Bytes.owned(pen.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("a key of our own making", impossible);
        }
    }

    @Override
    public VerifyKey verifyKey() {
        return verifyKey;
    }

    /** Secret and public half, for the one place that must store them. */
    public Bytes pair() {
        return pair;
    }

    @Override
    public String toString() {
        return "the signing key of " + verifyKey.id().hex();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - SECRET, encoded.length);
    }
}

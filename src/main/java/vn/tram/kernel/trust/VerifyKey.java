package vn.tram.kernel.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import vn.tram.kernel.base.Bytes;

/**
 * The public half of an Ed25519 key (RFC 8032): judges signatures. Any thread.
 *
 * @param raw 32 bytes, as in the RFC
 */
public record VerifyKey(Bytes raw) {
    public static final int SIZE = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE = 64;

    /** Bytes of {@link #id}. */
    public static final int ID = 8;

    /** What stands before the raw key in its X.509 form (RFC 8410). */
    private static final Bytes X509 = Bytes.ofHex("302a300506032b6570032100");

    /** Throws {@link IllegalArgumentException} for another length. */
    public VerifyKey {
        if (raw.size() != SIZE) {
            throw new IllegalArgumentException("an Ed25519 key has " + SIZE + " bytes, not " + raw.size());
        }
    }

    /** Reads 64 hexadecimal digits; throws {@link IllegalArgumentException} on anything else. */
    public static VerifyKey ofHex(String hex) {
        return new VerifyKey(Bytes.ofHex(hex));
    }

    /** Short name of the key: what a signature says it was made with. */
    public Bytes id() {
        return Digest.of(raw.toArray()).first(ID);
    }

    /** Whether the holder of the private half signed exactly these bytes. Never throws for what a stranger sent. */
    public boolean verifies(byte[] message, Bytes signature) {
        if (signature.size() != SIGNATURE) {
            return false;
        }
        try {
            var judge = Signature.getInstance(SigningKey.ALGORITHM);
            judge.initVerify(key());
            judge.update(message);
            return judge.verify(signature.toArray());
        } catch (GeneralSecurityException forged) { // no point of the curve, or no signature at all
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        var encoded = new byte[X509.size() + SIZE];
        System.arraycopy(X509.toArray(), 0, encoded, 0, X509.size());
        System.arraycopy(raw.toArray(), 0, encoded, X509.size(), SIZE);
        return KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}

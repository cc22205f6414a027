package vn.tram.provisioning.claims;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;

/**
 * What is kept of a claim code at the city, and made of it anew at the box: PBKDF2-HMAC-SHA256 (RFC 8018) over the code
 * with the box's name as salt. By it the box proves the code over a request without showing it, and the city proves
 * that it knows the code over its answer. Never logged. Any thread.
 *
 * @param key 32 bytes
 */
public record ClaimKey(Bytes key) {
    public static final int SIZE = 32;

    /** Bytes of a proof. */
    public static final int PROOF = 32;

    private static final int ROUNDS = 200_000;
    private static final String MAC = "HmacSHA256";
    private static final String SALT = "tram-claim-1:";

    public ClaimKey {
        if (key.size() != SIZE) {
            throw new IllegalArgumentException("a claim's key has " + SIZE + " bytes");
        }
    }

    /** Some tenths of a second on an old PC. */
    public static ClaimKey of(ClaimCode code, BoxId box) {
        try {
            var spec = new PBEKeySpec(
                    code.symbols().toCharArray(), (SALT + box.value()).getBytes(US_ASCII), ROUNDS, SIZE * 8);
            return new ClaimKey(Bytes.owned(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has PBKDF2 with SHA-256", impossible);
        }
    }

    /** Who proves something. The word is part of what is proved, so that one's proof is never the other's. */
    public enum Side {
        BOX("tram-claim-box-1"),
        CITY("tram-claim-city-1");

        private final String word;

        Side(String word) {
            this.word = word;
        }
    }

    /** Proof that the holder of this key said exactly these parts, in this order. */
    public Bytes prove(Side side, Bytes... parts) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.toArray(), MAC));
            mac.update(side.word.getBytes(US_ASCII));
            for (var part : parts) {
                // With its length, so that no two lists of parts are the same bytes.
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.size()).array());
                mac.update(part.toArray());
            }
            return Bytes.owned(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has " + MAC, impossible);
        }
    }

    /** In a time that does not tell how much was right. */
    public boolean proves(Side side, Bytes proof, Bytes... parts) {
        return MessageDigest.isEqual(prove(side, parts).toArray(), proof.toArray());
    }

    @Override
    public String toString() {
        return "the key of a claim";
    }
}

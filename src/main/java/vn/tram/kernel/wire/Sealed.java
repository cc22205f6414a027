package vn.tram.kernel.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.Signer;

/**
 * Bytes with a signature over them, exactly as they are sent: they are judged before anything in them is read or
 * unpacked. A word for the purpose is signed with them, so that what was signed for one purpose proves nothing in
 * another.
 *
 * @param keyId the signing key's id, 8 bytes
 * @param signature Ed25519 over purpose, one zero byte, and the body
 */
public record Sealed(Bytes keyId, Bytes signature, Bytes body) {
    /** What a signature is for. */
    public enum Purpose {
        /** A batch of a feed, signed by the city. */
        FEED("tram-feed-1"),
        /** How far a box's journal has come, signed by the box. */
        CHECKPOINT("tram-checkpoint-1");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }
    }

    public static Sealed seal(Purpose purpose, byte[] body, Signer key) {
        return new Sealed(key.verifyKey().id(), key.sign(signed(purpose, body)), Bytes.of(body));
    }

    /** Whether somebody trusted signed the body for this purpose. */
    public boolean holds(Purpose purpose, KeyRing trusted) {
        return trusted.verifies(keyId, signed(purpose, body.toArray()), signature);
    }

    private static byte[] signed(Purpose purpose, byte[] body) {
        var word = purpose.word.getBytes(US_ASCII);
        var all = new byte[word.length + 1 + body.length];
        System.arraycopy(word, 0, all, 0, word.length);
        System.arraycopy(body, 0, all, word.length + 1, body.length);
        return all;
    }
}

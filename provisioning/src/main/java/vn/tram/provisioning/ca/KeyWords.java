package vn.tram.provisioning.ca;

import java.security.PublicKey;
import java.util.StringJoiner;
import vn.tram.kernel.trust.Digest;

/**
 * Four Vietnamese syllables made of a public key, for two people who compare over the phone whether they look at the
 * same one: 32 bits of its SHA-256, written by 16 beginnings and 16 endings that nobody mishears. Any thread.
 */
public final class KeyWords {
    private static final String[] BEGINNINGS = "b ch d h kh l m n nh ph r s t th v x".split(" ");
    private static final String[] ENDINGS = "a ai am anh ao e en i im inh o oi on ong u ung".split(" ");
    private static final int WORDS = 4;

    private KeyWords() {}

    public static String of(PublicKey key) {
        byte[] digest = Digest.of(key.getEncoded()).toArray();
        var words = new StringJoiner(" ");
        for (int i = 0; i < WORDS; i++) {
            int bits = digest[i] & 0xff;
            words.add(BEGINNINGS[bits >> 4] + ENDINGS[bits & 0xf]);
        }
        return words.toString();
    }
}

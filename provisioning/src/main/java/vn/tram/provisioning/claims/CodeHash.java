package vn.tram.provisioning.claims;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a one-time code for people: PBKDF2-HMAC-SHA256 (RFC 8018) with a salt of its own and the person's
 * name, as the text {@code pbkdf2-sha256$ROUNDS$SALT$HASH}. A code has 55 bits, so a stolen hash does not give it away.
 * Any thread; making and checking take some tenths of a second on an old PC.
 */
public record CodeHash(String text) {
    private static final int ROUNDS = 200_000;
    private static final int SIZE = 32;
    private static final int SALT = 16;
    private static final Pattern FORM = Pattern.compile("pbkdf2-sha256\\$200000\\$[0-9a-f]{32}\\$[0-9a-f]{64}");

    public CodeHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no hash of a code");
        }
    }

    /** @param name whose code it is: shown for another, it is wrong */
    public static CodeHash of(ClaimCode code, String name, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return of(code, name, HexFormat.of().formatHex(salt));
    }

    private static CodeHash of(ClaimCode code, String name, String salt) {
        try {
            var spec = new PBEKeySpec(
                    code.symbols().toCharArray(),
                    ("tram-code-1:" + salt + ":" + name).getBytes(US_ASCII),
                    ROUNDS,
                    SIZE * 8);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new CodeHash("pbkdf2-sha256$" + ROUNDS + "$" + salt + "$"
                    + HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has PBKDF2 with SHA-256", impossible);
        }
    }

    /** Whether the code is the one of this hash, in a time that does not tell how much was right. */
    public boolean holds(ClaimCode code, String name) {
        var same = of(code, name, text.split("\\$", -1)[2]);
        return MessageDigest.isEqual(same.text.getBytes(US_ASCII), text.getBytes(US_ASCII));
    }

    @Override
    public String toString() {
        return "the hash of a code";
    }
}

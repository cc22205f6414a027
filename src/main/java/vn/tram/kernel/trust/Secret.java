package vn.tram.kernel.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A password between two programs. It shows itself only to {@link #reveal}, never in a log line. Any thread. */
public final class Secret {
    private static final int FRESH_BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** 256 random bits, as hexadecimal digits. */
    public static Secret fresh() {
        var bits = new byte[FRESH_BYTES];
        new SecureRandom().nextBytes(bits);
        return new Secret(HexFormat.of().formatHex(bits));
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /** Compares in a time that does not tell how much was right. */
    public boolean is(String guess) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself, for the one place that must send it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "a secret";
    }
}

package vn.tram.centre.web.enrol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.Secret;
import vn.tram.node.store.WholeFile;

/**
 * What city IT shows to make codes and to take certificates back: 256 random bits in a file of the data folder that
 * only the process's user reads, made at the first start. There is no default. Any thread.
 */
public final class OperatorToken {
    /** Name of the file. */
    public static final String FILE = "operator.token";

    /** Fewer characters are no secret. */
    private static final int SHORTEST = 32;

    private static final String SCHEME = "Bearer ";
    private static final String BASIC = "Basic ";

    /** Characters of a header at most. */
    private static final int LONGEST = 512;

    private final Secret secret;

    private OperatorToken(Secret secret) {
        this.secret = secret;
    }

    /** Reads the file of a folder, or makes it; fails rather than replaces one that it cannot use. */
    public static OperatorToken open(Path folder) throws StoreFailure {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                WholeFile.write(file, Secret.fresh().reveal() + "\n", WholeFile.Readers.OWNER);
            }
            var text = Files.readString(file, US_ASCII).strip();
            if (text.length() < SHORTEST) {
                throw new StoreFailure("the token in " + file + " is shorter than " + SHORTEST + " characters");
            }
            return new OperatorToken(Secret.of(text));
        } catch (IOException failed) {
            throw new StoreFailure("the token in " + file, failed);
        }
    }

    /**
     * @param header Authorization, as it came: of a program (RFC 6750), or of a browser that has asked for a password
     *     (RFC 7617), whatever the name beside it
     */
    public boolean isShownIn(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return false;
        }
        return header.startsWith(BASIC)
                ? isPassword(header.substring(BASIC.length()))
                : header.startsWith(SCHEME) && secret.is(header.substring(SCHEME.length()));
    }

    private boolean isPassword(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            return secret.is(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}

package vn.tram.centre.web.enrol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** @param header Authorization, as it came */
    public boolean isShownIn(@Nullable String header) {
        return header != null && header.startsWith(SCHEME) && secret.is(header.substring(SCHEME.length()));
    }
}

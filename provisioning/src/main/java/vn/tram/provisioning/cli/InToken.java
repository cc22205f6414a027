package vn.tram.provisioning.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.tram.provisioning.ca.KeyToken;

/** Options of those commands that reach the issuing key: where its token is, if it is in one. */
final class InToken {
    @Option(names = "--token-library", paramLabel = "FILE")
    private @Nullable Path library;

    @Option(names = "--token-slot", paramLabel = "NUMBER")
    private @Nullable Long slot;

    @Option(names = "--token-pin-file", paramLabel = "FILE")
    private @Nullable Path pin;

    /** The token; null when none is named. */
    @Nullable
    KeyToken open(Words words) throws Refused {
        if (library == null && slot == null && pin == null) {
            return null;
        }
        if (library == null || slot == null || pin == null) {
            throw new Refused(words.say("token.options"));
        }
        try {
            return KeyToken.open(new KeyToken.Place(library, slot, pin));
        } catch (IOException unusable) {
            throw new Refused(words.say("token.unusable", String.valueOf(unusable.getMessage())));
        }
    }
}

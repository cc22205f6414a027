package vn.tram.edge.store.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.Secret;
import vn.tram.node.store.WholeFile;

/**
 * Where the running box listens and the token of its console, new at every start, in a file that nobody but the
 * process's user may read.
 *
 * @param port of the pages on this machine
 */
public record ConsoleFile(int port, Secret token) {
    /** Name of the file in the data folder. */
    public static final String FILE = "console";

    /** Puts it there. */
    public void write(Path folder) throws StoreFailure {
        try {
            WholeFile.write(folder.resolve(FILE), port + " " + token.reveal() + "\n", WholeFile.Readers.OWNER);
        } catch (IOException failed) {
            throw new StoreFailure("the file of the console in " + folder, failed);
        }
    }

    /** Reads it. Fails when no box has ever run here, or this user may not command it. */
    public static ConsoleFile read(Path folder) throws StoreFailure {
        try {
            var words = Files.readString(folder.resolve(FILE), US_ASCII).strip().split(" ", 2);
            return new ConsoleFile(Integer.parseInt(words[0]), Secret.of(words[words.length - 1]));
        } catch (IOException | NumberFormatException failed) {
            throw new StoreFailure("no box that this user may command runs in " + folder, failed);
        }
    }
}

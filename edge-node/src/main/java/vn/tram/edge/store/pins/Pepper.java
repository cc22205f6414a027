package vn.tram.edge.store.pins;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.WholeFile;

/**
 * The secret under which PINs are hashed, in a file of its own that nobody but the process's user may read: a copy of
 * the database alone lets nobody try PINs. Made at the first start. Without it all PINs are chosen anew by codes.
 */
public final class Pepper {
    /** Name of the file in the data folder. */
    public static final String FILE = "pin-pepper";

    private static final int SIZE = 32;

    private Pepper() {}

    /** Reads it, or makes one. Fails rather than replaces a file it cannot read. */
    public static Bytes open(Path folder) throws StoreFailure {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                var made = new byte[SIZE];
                new SecureRandom().nextBytes(made);
                WholeFile.write(file, Bytes.owned(made).hex() + "\n", WholeFile.Readers.OWNER);
            }
            var pepper = Bytes.ofHex(Files.readString(file, US_ASCII).strip());
            if (pepper.size() != SIZE) {
                throw new StoreFailure("the secret of PINs " + file + " has not " + SIZE + " bytes");
            }
            return pepper;
        } catch (IOException | IllegalArgumentException failed) {
            throw new StoreFailure("the secret of PINs " + file, failed);
        }
    }
}

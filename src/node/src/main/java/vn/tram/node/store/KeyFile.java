package vn.tram.node.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.SigningKey;

/**
 * A node's signing key as a file in its data folder: 128 hexadecimal digits that nobody but the process's user may
 * read. Made at the first start; from then on the same one. Any thread.
 */
public final class KeyFile {
    /** The city's key, with which feeds are signed. */
    public static final String CITY = "city-key";

    /** A box's own key, with which its checkpoints are signed. */
    public static final String BOX = "box-key";

    /** Ending of the file beside it that holds the public half, for who sets up boxes. */
    public static final String PUBLIC = ".pub";

    private KeyFile() {}

    /**
     * Reads the key, or makes one; the folder is made when absent. Fails rather than replaces a file it cannot read.
     */
    public static SigningKey open(Path folder, String name) throws StoreFailure {
        var file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            var key = Files.exists(file) ? read(file) : make(file);
            var told = folder.resolve(name + PUBLIC);
            if (!Files.exists(told)) {
                Files.writeString(told, key.verifyKey().raw().hex() + "\n", US_ASCII);
            }
            return key;
        } catch (IOException failed) {
            throw new StoreFailure("the key " + file, failed);
        }
    }

    private static SigningKey read(Path file) throws IOException, StoreFailure {
        try {
            return SigningKey.of(Bytes.ofHex(Files.readString(file, US_ASCII).strip()));
        } catch (IllegalArgumentException damaged) {
            throw new StoreFailure("the key " + file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static SigningKey make(Path file) throws IOException {
        var key = SigningKey.fresh();
        WholeFile.write(file, key.pair().hex() + "\n", WholeFile.Readers.OWNER);
        return key;
    }
}

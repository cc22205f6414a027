package vn.tram.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Small files that are there whole or not at all, whatever power does meanwhile. Any thread; one writer a file. */
public final class WholeFile {
    /** Who may read a file. Whoever runs the process may write it. */
    public enum Readers {
        /** For keys. */
        OWNER("rw-------"),
        EVERYBODY("rw-r--r--");

        private final String mode;

        Readers(String mode) {
            this.mode = mode;
        }
    }

    private WholeFile() {}

    /** Puts the text under the name, in the place of what was there; when it returns, it survives a power cut. */
    public static void write(Path file, String text, Readers readers) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(readers.mode));
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, mode);
        try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }
}

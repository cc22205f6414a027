package vn.tram.node.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;

/**
 * What has come of a blob: its bytes, and in a second file one mark for each piece (where it ends, 8 bytes big-endian,
 * and the first 8 bytes of its SHA-256). A power cut may leave anything behind the last synced piece; what the marks do
 * not prove is cut off. One thread of one process writes it: where workers share a folder each has part files of its
 * own, so that one which was believed dead and wakes writes into nothing that another has.
 */
record PartFile(Path bytes, Path marks) {
    private static final int CHECK = 8;
    private static final int MARK = Long.BYTES + CHECK;

    /** A piece is never longer: a mark that says so is damaged. */
    private static final int LONGEST = 1 << 20;

    /** How a file of bytes ends. */
    static final String ENDING = ".part";

    /** @param name of the blob, and behind a dot of the process whose file it is, should it not be alone */
    static PartFile in(Path folder, String name) {
        return new PartFile(folder.resolve(name + ENDING), folder.resolve(name + ".marks"));
    }

    /** Bytes that are there, proved or not. */
    long length() throws IOException {
        return Files.exists(bytes) ? Files.size(bytes) : 0;
    }

    /** Begins with a copy of another process's, which may still write there; to be {@link #proved}. */
    void copy(PartFile from) throws IOException {
        drop();
        try {
            Files.copy(from.marks, marks);
            Files.copy(from.bytes, bytes);
        } catch (NoSuchFileException gone) {
            drop();
        }
    }

    /** Bytes from the start that are proved by their marks; the rest, and marks without bytes, are cut off. */
    long proved() throws IOException {
        if (!Files.exists(bytes) || !Files.exists(marks)) {
            drop();
            return 0;
        }
        var all = ByteBuffer.wrap(Files.readAllBytes(marks));
        long end = 0;
        int good = 0;
        try (var file = FileChannel.open(bytes, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            while (all.remaining() >= MARK) {
                long next = all.getLong();
                var check = new byte[CHECK];
                all.get(check);
                if (next <= end || next - end > LONGEST || !Arrays.equals(check, check(file, end, next))) {
                    break;
                }
                end = next;
                good++;
            }
            file.truncate(end);
            file.force(true);
        }
        try (var file = FileChannel.open(marks, StandardOpenOption.WRITE)) {
            file.truncate((long) good * MARK);
            file.force(true);
        }
        return end;
    }

    private static byte[] check(FileChannel file, long from, long to) throws IOException {
        var piece = ByteBuffer.allocate((int) (to - from));
        int read = 0;
        while (piece.hasRemaining() && read >= 0) {
            read = file.read(piece, from + piece.position());
        }
        return piece.hasRemaining() ? new byte[0] : check(piece.array());
    }

    private static byte[] check(byte[] piece) {
        return Digest.of(piece).first(CHECK).toArray();
    }

    /** Adds a piece; when it returns, the piece survives a power cut. False when it does not follow what is there. */
    boolean append(long at, Bytes piece) throws IOException {
        boolean fresh = !Files.exists(bytes);
        byte[] content = piece.toArray();
        if (fresh && at > 0) {
            return false;
        }
        try (var file = FileChannel.open(bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.size() < at) {
                return false;
            }
            write(file, ByteBuffer.wrap(content), at);
        }
        var mark = ByteBuffer.allocate(MARK).putLong(at + content.length).put(check(content));
        try (var file = FileChannel.open(marks, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            write(file, mark.flip(), file.size() / MARK * MARK);
        }
        if (fresh) {
            Folders.sync(bytes.resolveSibling(""));
        }
        return true;
    }

    private static void write(FileChannel file, ByteBuffer content, long at) throws IOException {
        while (content.hasRemaining()) {
            file.write(content, at + content.position());
        }
        file.force(true);
    }

    void drop() throws IOException {
        Files.deleteIfExists(bytes);
        Files.deleteIfExists(marks);
    }
}

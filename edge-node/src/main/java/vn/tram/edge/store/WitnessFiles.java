package vn.tram.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.Witness.Page;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;

/**
 * Two files that are written by turns: a power cut in the middle of one leaves the other. A page is a CBOR map with a
 * CRC-32C of 4 bytes behind it. One thread.
 */
public final class WitnessFiles implements Witness.Pages {
    private static final int CRC_BYTES = 4;

    /** A page has some 60 bytes and a few for each series. */
    private static final int MAX_BYTES = 4_096;

    private final Path folder;
    private final List<Path> files;
    private int next;
    private long serial;

    /** @param serial counts pages: after a set-back the newest page tells of less than the one before */
    private record Numbered(long serial, Page page) {}

    public WitnessFiles(Path folder) {
        this.folder = folder;
        this.files = List.of(folder.resolve("witness-a"), folder.resolve("witness-b"));
    }

    @Override
    public Optional<Page> newest() throws StoreFailure {
        Numbered newest = null;
        for (int i = 0; i < files.size(); i++) {
            var found = read(files.get(i));
            if (found != null && (newest == null || found.serial() > newest.serial())) {
                newest = found;
                next = 1 - i;
            }
        }
        if (newest == null) {
            return Optional.empty();
        }
        serial = newest.serial();
        return Optional.of(newest.page());
    }

    private static @Nullable Numbered read(Path file) throws StoreFailure {
        byte[] bytes;
        try {
            if (!Files.exists(file) || Files.size(file) > MAX_BYTES) {
                return null;
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new StoreFailure("cannot read the witness " + file, unreadable);
        }
        int size = bytes.length - CRC_BYTES;
        if (size <= 0 || ByteBuffer.wrap(bytes).getInt(size) != crc(bytes, size)) {
            return null;
        }
        try {
            var fields = Cbor.decode(Arrays.copyOf(bytes, size));
            var numbers = new TreeMap<Character, Integer>();
            for (var series : fields.list(5, Fields.class)) {
                numbers.put((char) series.number(1, 'A', 'Z'), series.number(2, 1, Integer.MAX_VALUE));
            }
            int day = fields.number(4, 0, Integer.MAX_VALUE);
            var page = new Page(fields.number(1), fields.number(2), fields.bytes(3), day, numbers);
            return new Numbered(fields.number(6), page);
        } catch (BadForm notOurs) {
            return null;
        }
    }

    @Override
    public void write(Page page) throws StoreFailure {
        var numbers = new TreeMap<>(page.numbers())
                .entrySet().stream()
                        .map(series -> new Fields().put(1, series.getKey()).put(2, series.getValue()))
                        .toList();
        byte[] body = Cbor.encode(new Fields()
                .put(1, page.epoch())
                .put(2, page.lsn())
                .put(3, page.hash())
                .put(4, page.day())
                .put(5, numbers)
                .put(6, serial + 1));
        var bytes = ByteBuffer.allocate(body.length + CRC_BYTES).put(body).putInt(crc(body, body.length));
        bytes.flip();
        var file = files.get(next);
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException refused) {
            throw new StoreFailure("cannot write the witness " + file, refused);
        }
        next = 1 - next;
        serial++;
    }

    private static int crc(byte[] bytes, int size) {
        var crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }
}

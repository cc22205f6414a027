package vn.tram.node.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.blob.DamagedBlob;
import vn.tram.kernel.platform.ManualTimers;
import vn.tram.kernel.trust.Digest;

class BlobFilesTest {
    private static final long LIMIT = 1_000_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTimers clock = new ManualTimers(Instant.parse("2026-11-23T00:30:00Z"));
    private final Path root;
    private BlobFiles blobs;

    BlobFilesTest(@TempDir Path folder) throws StoreFailure {
        root = folder.resolve("blobs");
        blobs = new BlobFiles(root, clock);
    }

    @BeforeEach
    void startAsAfterABoot() throws StoreFailure {
        blobs = new BlobFiles(root, clock);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Gives some bytes; then something happens; then it ends. */
    private static final class Interrupted extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Step then;

        Interrupted(byte[] bytes, Step then) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.then = then;
        }

        @Override
        public int read() throws IOException {
            int read = bytes.read();
            if (read < 0) {
                then.run();
            }
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = bytes.read(target, offset, length);
            if (read < 0) {
                then.run();
            }
            return read;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private BlobName put(byte[] content) throws Exception {
        return blobs.put(new ByteArrayInputStream(content), LIMIT);
    }

    private byte[] read(BlobName name) throws Exception {
        try (var stream = blobs.open(name).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private Path fileOf(BlobName name) {
        return root.resolve(name.hex().substring(0, 2))
                .resolve(name.hex().substring(2, 4))
                .resolve(name.hex());
    }

    /** Every file below the folder, by its path from there. */
    private List<String> files() throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void expectNothingStored() throws IOException {
        assertThat(files()).isEmpty();
    }

    @Test
    void givesBackWhatWasStoredUnderItsDigest() throws Exception {
        var content = bytes("giấy khai sinh");

        var name = put(content);

        assertThat(name).isEqualTo(new BlobName(Digest.of(content)));
        assertThat(read(name)).isEqualTo(content);
        assertThat(blobs.size(name)).hasValue(content.length);
        assertThat(files()).containsExactly(root.relativize(fileOf(name)).toString());
    }

    @Test
    void survivesARestart() throws Exception {
        var name = put(bytes("tờ khai"));

        blobs = new BlobFiles(root, clock);

        assertThat(read(name)).isEqualTo(bytes("tờ khai"));
    }

    @Test
    void emptyBlobIsABlob() throws Exception {
        var name = put(new byte[0]);

        assertThat(read(name)).isEmpty();
        assertThat(blobs.size(name)).hasValue(0);
    }

    @Test
    void longBlobIsReadInPartsOfAnySize() throws Exception {
        var content = new byte[300_001];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 7 + i / 251);
        }
        var name = put(content);

        assertThat(read(name)).isEqualTo(content);
        try (var stream = blobs.open(name).orElseThrow()) {
            stream.skipNBytes(100_000);
            assertThat((byte) stream.read()).isEqualTo(content[100_000]);
            assertThat(stream.readNBytes(1_000)).startsWith(content[100_001]);
            stream.skipNBytes(content.length - 101_001L);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void sameContentTwiceIsOneFile() throws Exception {
        var first = put(bytes("một"));
        var second = put(bytes("một"));

        assertThat(second).isEqualTo(first);
        assertThat(files()).hasSize(1);
    }

    @Test
    void manyThreadsMayStoreTheSameAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tasks = new ArrayList<Callable<BlobName>>();
            for (int i = 0; i < 40; i++) {
                var content = bytes("trang " + i % 4);
                tasks.add(() -> put(content));
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(blobs.size(done.get())).hasValue(7);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).hasSize(4);
    }

    @Test
    void whatIsNotHereIsToldAndNotInvented() throws Exception {
        var name = new BlobName(Digest.of(bytes("không có")));

        assertThat(blobs.size(name)).isEmpty();
        assertThat(blobs.open(name)).isEmpty();
        assertThat(blobs.remove(name)).isFalse();
    }

    @Test
    void removedBlobIsGone() throws Exception {
        var name = put(bytes("xoá"));

        assertThat(blobs.remove(name)).isTrue();

        assertThat(blobs.size(name)).isEmpty();
        expectNothingStored();
    }

    @Test
    void cutStreamLeavesNothing() throws Exception {
        var cut = new Interrupted(new byte[200_000], () -> {
            throw new IOException("the upload broke off");
        });

        assertThatThrownBy(() -> blobs.put(cut, LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("the upload broke off");

        expectNothingStored();
    }

    @Test
    void longerThanTheLimitIsRefusedAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> blobs.put(new ByteArrayInputStream(new byte[101]), 100))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining("100 bytes");
        expectNothingStored();

        assertThat(blobs.size(blobs.put(new ByteArrayInputStream(new byte[100]), 100)))
                .hasValue(100);
    }

    @Test
    void folderThatCannotBeWrittenIsToldAtTheStart(@TempDir Path other) throws Exception {
        var file = Files.writeString(other.resolve("a-file"), "in the way");

        assertThatThrownBy(() -> new BlobFiles(file, clock))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining(file.toString());
    }

    @Test
    void failureOfTheDiskIsToldAndLeavesNothingBehind() throws Exception {
        var content = bytes("đĩa hỏng");
        var name = new BlobName(Digest.of(content));
        Files.writeString(root.resolve(name.hex().substring(0, 2)), "in the way of the folder");

        assertThatThrownBy(() -> put(content))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("cannot store the blob")
                .hasMessageContaining(name.hex());

        assertThat(files()).containsExactly(name.hex().substring(0, 2));
    }

    @Test
    void vanishedFolderIsAFailureOfTheStore() throws Exception {
        Files.delete(root.resolve("incoming"));

        assertThatThrownBy(() -> put(bytes("rút ổ"))).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> blobs.sweep(HOUR)).isInstanceOf(StoreFailure.class);
    }

    @Test
    void flippedBitIsFoundWhenReadAndANewCopyMendsIt() throws Exception {
        var content = bytes("bản quét trang 1");
        var name = put(content);
        var spoilt = content.clone();
        spoilt[3] ^= 4;
        Files.write(fileOf(name), spoilt);

        assertThatThrownBy(() -> read(name)).isInstanceOf(DamagedBlob.class).hasMessageContaining(name.hex());

        assertThat(blobs.size(name)).isEmpty();
        assertThat(files()).containsExactly("damaged/" + name.hex());
        assertThat(put(content)).isEqualTo(name);
        assertThat(read(name)).isEqualTo(content);
    }

    @Test
    void cutAndLengthenedFilesAreFoundWhenRead() throws Exception {
        for (var spoilt : List.of("bản", "bản quét trang 1 và thêm", "")) {
            var name = put(bytes("bản quét trang 1"));
            Files.write(fileOf(name), bytes(spoilt));
            assertThatThrownBy(() -> read(name)).isInstanceOf(DamagedBlob.class);
        }
    }

    @Test
    void storingAgainMendsADamagedCopyThatNobodyHasReadYet() throws Exception {
        var content = bytes("lành");
        var name = put(content);
        Files.write(fileOf(name), bytes("hỏng"));

        put(content);

        assertThat(read(name)).isEqualTo(content);
    }

    @Test
    void crashBetweenWriteAndRenameLeavesAPartThatIsSweptLater() throws Exception {
        var kept = put(bytes("nguyên vẹn"));
        var part = Files.write(root.resolve("incoming/blob-1.part"), bytes("dở dang"));
        Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
        blobs = new BlobFiles(root, clock);
        assertThat(blobs.size(new BlobName(Digest.of(bytes("dở dang"))))).isEmpty();

        clock.advance(Duration.ofMinutes(59));
        assertThat(blobs.sweep(HOUR)).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(blobs.sweep(HOUR)).isEqualTo(1);

        assertThat(files()).containsExactly(root.relativize(fileOf(kept)).toString());
        assertThat(read(kept)).isEqualTo(bytes("nguyên vẹn"));
    }

    @Test
    void sweepingSparesWhatIsBeingWrittenEvenWhenTheClockLeaps() throws Exception {
        var content = bytes("đang tải lên");
        var sweeping = new Interrupted(content, () -> {
            clock.jumpWallClock(Duration.ofDays(365_000));
            try {
                assertThat(blobs.sweep(HOUR)).isZero();
            } catch (StoreFailure failure) {
                throw new IOException(failure);
            }
        });

        var name = blobs.put(sweeping, LIMIT);

        assertThat(name.sha256()).isEqualTo(Bytes.of(Digest.of(content).toArray()));
        assertThat(read(name)).isEqualTo(content);
    }
}

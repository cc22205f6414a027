package vn.tram.node.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.GivingDisk.Queued;
import vn.tram.kernel.transfer.TakingDisk.Begun;
import vn.tram.kernel.transfer.TakingDisk.Result;
import vn.tram.kernel.trust.Digest;

/** Two workers on one folder, each of which may believe that a box is its own. */
class SharedBlobFoldersTest {
    private static final String PEER = "w00070-1";
    private static final int LENGTH = 100_000;

    private final Path root;
    private final byte[] blob = bytes(1);
    private final BlobName name = new BlobName(Digest.of(blob));
    private final BlobFolders sleeper;
    private final BlobFolders heir;

    SharedBlobFoldersTest(@TempDir Path data) throws StoreFailure {
        this.root = data.resolve("blobs");
        this.sleeper = worker("0a");
        this.heir = worker("0b");
    }

    private BlobFolders worker(String owner) throws StoreFailure {
        return new BlobFolders(
                root,
                owner,
                InstantSource.fixed(Instant.EPOCH),
                (delay, task) -> {
                    task.run();
                    return () -> {};
                },
                bug -> {
                    throw new AssertionFailedError("a bug on the blobs' thread", bug);
                });
    }

    @AfterEach
    void close() {
        sleeper.close();
        heir.close();
    }

    private static byte[] bytes(long seed) {
        var bytes = new byte[LENGTH];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private interface Asking<A> {
        void ask(Consumer<A> answer);
    }

    private static <A> A ask(Asking<A> asking) throws Exception {
        var got = new CompletableFuture<A>();
        asking.ask(got::complete);
        return got.get(20, TimeUnit.SECONDS);
    }

    private Begun begin(BlobFolders at) throws Exception {
        return ask(answer -> at.taking(PEER).begin(name, LENGTH, answer));
    }

    private Result keep(BlobFolders at, int from, int to) throws Exception {
        return keep(at, blob, from, to);
    }

    private Result keep(BlobFolders at, byte[] of, int from, int to) throws Exception {
        return ask(answer -> at.taking(PEER).keep(name, from, Bytes.of(of).part(from, to - from), answer));
    }

    private Result finish(BlobFolders at) throws Exception {
        return ask(answer -> at.taking(PEER).finish(name, LENGTH, answer));
    }

    private byte[] read(BlobFolders at) throws IOException, StoreFailure {
        return at.blobs().open(name).orElseThrow().readAllBytes();
    }

    private Path parts() {
        return root.resolve("peers").resolve(PEER).resolve("parts");
    }

    private Path partOf(String owner) {
        return parts().resolve(name.hex() + "." + owner + ".part");
    }

    @Test
    void heirGoesOnFromWhatTheDeadLeft() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 40_000);
        keep(sleeper, 40_000, 41_000);
        assertThat(begin(heir)).isEqualTo(new Begun(Result.DONE, false, 41_000));
        assertThat(keep(heir, 41_000, LENGTH)).isEqualTo(Result.DONE);
        assertThat(finish(heir)).isEqualTo(Result.DONE);
        assertThat(read(sleeper)).isEqualTo(blob);
        assertThat(begin(sleeper)).isEqualTo(new Begun(Result.DONE, true, LENGTH));
        assertThat(parts()).isEmptyDirectory();
    }

    @Test
    void theLongestIsTakenThoughItIsNotTheLast() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 10_000);
        begin(heir);
        keep(heir, 10_000, 50_000);
        assertThat(begin(sleeper).kept()).isEqualTo(50_000);
        assertThat(partOf("0b")).doesNotExist();
    }

    @Test
    void whatOfTheDeadsIsNotProvedIsNotTaken() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 40_000);
        Files.write(partOf("0a"), new byte[777], StandardOpenOption.APPEND);
        assertThat(begin(heir).kept()).isEqualTo(40_000);
    }

    /** An earlier version, or a centre of one process, kept its part under the blob's name alone. */
    @Test
    void partOfACentreOfOneProcessIsTakenOver() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 40_000);
        var hex = name.hex();
        Files.move(partOf("0a"), parts().resolve(hex + ".part"));
        Files.move(parts().resolve(hex + ".0a.marks"), parts().resolve(hex + ".marks"));
        assertThat(begin(heir).kept()).isEqualTo(40_000);
    }

    @Test
    void sleeperThatWakesInTheMiddleWritesIntoNothing() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 40_000);
        begin(heir);
        assertThat(keep(sleeper, 40_000, 60_000)).isEqualTo(Result.FAILED);
        assertThat(keep(heir, 40_000, LENGTH)).isEqualTo(Result.DONE);
        assertThat(finish(heir)).isEqualTo(Result.DONE);
        assertThat(finish(sleeper)).as("it is here whole").isEqualTo(Result.DONE);
        assertThat(read(heir)).isEqualTo(blob);
    }

    /** It had the file open when it fell asleep: the name is gone, the file is not. */
    @Test
    void whatASleeperWritesThroughAnOpenFileReachesNoBlob() throws Exception {
        begin(sleeper);
        keep(sleeper, 0, 40_000);
        try (var open = Files.newByteChannel(partOf("0a"), StandardOpenOption.WRITE)) {
            begin(heir);
            keep(heir, 40_000, LENGTH);
            assertThat(finish(heir)).isEqualTo(Result.DONE);
            open.write(ByteBuffer.wrap(bytes(2)));
            open.truncate(7);
        }
        assertThat(read(heir)).isEqualTo(blob);
    }

    @Test
    void bothTakeAllOfItAndBothHaveIt() throws Exception {
        begin(sleeper);
        begin(heir);
        keep(sleeper, 0, LENGTH);
        keep(heir, 0, 50_000);
        assertThat(finish(sleeper)).isEqualTo(Result.DONE);
        assertThat(keep(heir, 50_000, LENGTH)).as("its part is gone").isEqualTo(Result.FAILED);
        assertThat(begin(heir)).isEqualTo(new Begun(Result.DONE, true, LENGTH));
        assertThat(finish(heir)).isEqualTo(Result.DONE);
        assertThat(read(heir)).isEqualTo(blob);
    }

    /** The box said other bytes to one of them; the digest decides, and the other's are as they were. */
    @Test
    void wrongBytesAtOneAreNotTheOthers() throws Exception {
        begin(sleeper);
        begin(heir);
        keep(heir, 0, LENGTH);
        keep(sleeper, bytes(2), 0, LENGTH);
        assertThat(finish(heir)).isEqualTo(Result.DONE);
        assertThat(read(sleeper)).isEqualTo(blob);
    }

    @Test
    void whatIsUnderWayIsKnownToWhoeverComes() throws Exception {
        assertThat(unfinished()).isEmpty();
        begin(sleeper);
        keep(sleeper, 0, 1_000);
        assertThat(unfinished()).containsExactly(name);
    }

    private List<BlobName> unfinished() throws Exception {
        return ask(answer -> heir.unfinished(PEER, answer));
    }

    @Test
    void whatWasAddressedAtOneIsGivenByTheOther() throws Exception {
        sleeper.blobs().put(new ByteArrayInputStream(blob), LENGTH);
        sleeper.outbox(PEER, () -> {}).give(name);
        assertThat(ask(heir.giving(PEER)::queue)).extracting(Queued::name).containsExactly(name);
        heir.giving(PEER).given(name);
        assertThat(ask(heir.giving(PEER)::queue)).isEmpty();
        assertThat(ask(sleeper.giving(PEER)::queue)).isEmpty();
        assertThat(sleeper.wasGiven(PEER, name)).isTrue();
    }
}

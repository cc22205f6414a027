package vn.tram.node.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.transfer.GivingDisk;
import vn.tram.kernel.transfer.GivingDisk.Queued;
import vn.tram.kernel.transfer.TakingDisk;
import vn.tram.kernel.transfer.TakingDisk.Begun;
import vn.tram.kernel.transfer.TakingDisk.Result;
import vn.tram.kernel.trust.Digest;

/** Blobs that come and go, on a real disk, over restarts and with what a power cut leaves. */
class BlobFoldersTest {
    private static final String PEER = "w00070-1";

    private final Path data;
    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private BlobFolders folders;

    BlobFoldersTest(@TempDir Path data) {
        this.data = data;
        this.folders = opened();
    }

    private BlobFolders opened() {
        try {
            return new BlobFolders(
                    data.resolve("blobs"),
                    InstantSource.fixed(Instant.EPOCH),
                    (delay, task) -> {
                        assertThat(delay).isEqualTo(Duration.ZERO);
                        answers.add(task);
                        return () -> {};
                    },
                    bug -> answers.add(() -> {
                        throw new AssertionFailedError("a bug on the blobs' thread", bug);
                    }));
        } catch (StoreFailure failure) {
            throw new AssertionFailedError("the folder cannot be made", failure);
        }
    }

    private void restart() {
        folders.close();
        folders = opened();
    }

    @AfterEach
    void close() {
        folders.close();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    private static BlobName named(byte[] bytes) {
        return new BlobName(Digest.of(bytes));
    }

    private BlobName put(byte[] bytes) throws IOException, BadForm, StoreFailure {
        return folders.blobs().put(new ByteArrayInputStream(bytes), bytes.length);
    }

    private interface Asking<A> {
        void ask(Consumer<A> answer);
    }

    private <A> A ask(Asking<A> asking) {
        var got = new LinkedBlockingQueue<A>();
        asking.ask(got::add);
        try {
            while (got.isEmpty()) {
                var answer = answers.poll(20, TimeUnit.SECONDS);
                if (answer == null) {
                    throw new AssertionFailedError("no answer");
                }
                answer.run();
            }
        } catch (InterruptedException stopped) {
            throw new AssertionFailedError("interrupted", stopped);
        }
        return got.remove();
    }

    private TakingDisk taking() {
        return folders.taking(PEER);
    }

    private GivingDisk giving() {
        return folders.giving(PEER);
    }

    private Begun begin(byte[] of) {
        return ask(answer -> taking().begin(named(of), of.length, answer));
    }

    private Result keep(byte[] of, int from, int to) {
        return ask(answer -> taking().keep(named(of), from, Bytes.of(of).part(from, to - from), answer));
    }

    private Result finish(byte[] of) {
        return ask(answer -> taking().finish(named(of), of.length, answer));
    }

    private Path part(byte[] of, String ending) {
        return data.resolve("blobs/peers")
                .resolve(PEER)
                .resolve("parts")
                .resolve(named(of).hex() + ending);
    }

    @Test
    void startRemovesWhatACrashLeftUnfinishedLongAgo() throws IOException {
        var old = Files.createFile(data.resolve("blobs/incoming/blob-1.part"));
        var young = Files.createFile(data.resolve("blobs/incoming/blob-2.part"));
        Files.setLastModifiedTime(old, age(BlobFolders.UNFINISHED.plusSeconds(1)));
        Files.setLastModifiedTime(young, age(BlobFolders.UNFINISHED.minusSeconds(1)));
        restart();
        begin(bytes(10)); // the one thread has come to it behind the sweeping
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private static FileTime age(Duration age) {
        return FileTime.from(Instant.EPOCH.minus(age));
    }

    @Test
    void blobIsTakenPieceByPieceOverARestart() throws IOException, StoreFailure {
        var blob = bytes(100_000);
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, false, 0));
        assertThat(keep(blob, 0, 40_000)).isEqualTo(Result.DONE);
        assertThat(keep(blob, 40_000, 41_000)).isEqualTo(Result.DONE);
        restart();
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, false, 41_000));
        assertThat(keep(blob, 41_000, 100_000)).isEqualTo(Result.DONE);
        assertThat(finish(blob)).isEqualTo(Result.DONE);
        assertThat(folders.blobs().open(named(blob)).orElseThrow().readAllBytes())
                .isEqualTo(blob);
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, true, 100_000));
        assertThat(part(blob, ".part")).doesNotExist();
        assertThat(part(blob, ".marks")).doesNotExist();
    }

    @Test
    void whatThePowerCutLeftBehindTheLastPieceIsCutOff() throws IOException {
        var blob = bytes(50_000);
        begin(blob);
        keep(blob, 0, 20_000);
        keep(blob, 20_000, 30_000);
        Files.write(part(blob, ".part"), bytes(777), java.nio.file.StandardOpenOption.APPEND);
        Files.write(part(blob, ".marks"), new byte[11], java.nio.file.StandardOpenOption.APPEND);
        restart();
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, false, 30_000));
        assertThat(part(blob, ".part")).hasSize(30_000);
        keep(blob, 30_000, 50_000);
        assertThat(finish(blob)).isEqualTo(Result.DONE);
    }

    @Test
    void pieceThatIsNotWhatItWasIsTakenBackWithAllAfterIt() throws IOException {
        var blob = bytes(60_000);
        begin(blob);
        for (int at = 0; at < 60_000; at += 10_000) {
            keep(blob, at, at + 10_000);
        }
        var file = Files.readAllBytes(part(blob, ".part"));
        file[25_000] ^= 1;
        Files.write(part(blob, ".part"), file);
        restart();
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, false, 20_000));
    }

    @Test
    void marksWithoutBytesAndBytesWithoutMarksAreNothing() throws IOException {
        var blob = bytes(9_000);
        begin(blob);
        keep(blob, 0, 5_000);
        Files.delete(part(blob, ".part"));
        assertThat(begin(blob).kept()).isZero();
        keep(blob, 0, 5_000);
        Files.delete(part(blob, ".marks"));
        assertThat(begin(blob).kept()).isZero();
        keep(blob, 0, 5_000);
        Files.write(part(blob, ".part"), Bytes.of(blob).first(4_999).toArray());
        assertThat(begin(blob).kept()).isZero();
    }

    @Test
    void otherBytesAreRefusedAndForgotten() throws StoreFailure {
        var blob = bytes(5_000);
        var other = bytes(5_001);
        begin(blob);
        ask((Consumer<Result> answer) ->
                taking().keep(named(blob), 0, Bytes.of(other).first(5_000), answer));
        assertThat(finish(blob)).isEqualTo(Result.WRONG);
        assertThat(folders.blobs().size(named(blob))).isEmpty();
        assertThat(begin(blob).kept()).isZero();
    }

    @Test
    void pieceThatDoesNotFollowIsNotTaken() {
        var blob = bytes(5_000);
        begin(blob);
        assertThat(keep(blob, 1_000, 2_000)).isEqualTo(Result.FAILED);
    }

    @Test
    void emptyBlobIsTaken() throws StoreFailure {
        begin(new byte[0]);
        assertThat(finish(new byte[0])).isEqualTo(Result.DONE);
        assertThat(folders.blobs().size(named(new byte[0]))).hasValue(0);
    }

    @Test
    void blobThatAnotherEndGaveIsNotHeldFromThisOne() throws IOException, BadForm, StoreFailure {
        var blob = bytes(3_000);
        put(blob);
        assertThat(begin(blob)).isEqualTo(new Begun(Result.DONE, false, 0));
        keep(blob, 0, 3_000);
        assertThat(finish(blob)).isEqualTo(Result.DONE);
        assertThat(begin(blob).whole()).isTrue();
    }

    @Test
    void droppedBlobLeavesNothing() {
        var blob = bytes(3_000);
        begin(blob);
        keep(blob, 0, 2_000);
        taking().drop(named(blob));
        assertThat(begin(blob).kept()).isZero();
    }

    @Test
    void unfinishedBlobsOfOneEndAreBounded() throws IOException {
        for (int i = 1; i < PeerFolder.MOST_PARTS + 10; i++) {
            var blob = bytes(10 + i);
            begin(blob);
            keep(blob, 0, 5);
        }
        try (var files = Files.list(data.resolve("blobs/peers").resolve(PEER).resolve("parts"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".part")))
                    .hasSizeLessThanOrEqualTo(PeerFolder.MOST_PARTS + 1);
        }
    }

    @Test
    void whatShallBeGivenIsKnownOverARestartUntilItWasGiven() throws IOException, BadForm, StoreFailure {
        var blob = bytes(4_000);
        var name = put(blob);
        var woken = new LinkedBlockingQueue<String>();
        var outbox = folders.outbox(PEER, () -> woken.add("woken"));
        outbox.give(name);
        outbox.give(name);
        assertThat(woken).hasSize(2);
        restart();
        assertThat(ask(giving()::queue))
                .extracting(Queued::name, Queued::size)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(name, 4_000L));
        assertThat(folders.giving("w00073-1"))
                .satisfies(other -> assertThat(ask(other::queue)).isEmpty());
        assertThat(ask((Consumer<Bytes> answer) -> giving().read(name, 1_000, 500, answer)))
                .isEqualTo(Bytes.of(blob).part(1_000, 500));
        assertThat(ask((Consumer<Bytes> answer) -> giving().read(name, 3_900, 500, answer)))
                .isEqualTo(Bytes.EMPTY);
        giving().given(name);
        assertThat(ask(giving()::queue)).isEmpty();
        restart();
        assertThat(ask(giving()::queue)).isEmpty();
    }

    @Test
    void calledOffBlobIsNotGiven() throws IOException, BadForm, StoreFailure {
        var outbox = folders.outbox(PEER, () -> {});
        var name = put(bytes(100));
        assertThat(outbox.callOff(name)).isFalse();
        outbox.give(name);
        assertThat(outbox.callOff(name)).isTrue();
        assertThat(ask(giving()::queue)).isEmpty();
    }

    @Test
    void blobThatIsNotHereCannotBeGiven() {
        assertThatThrownBy(() -> folders.outbox(PEER, () -> {}).give(named(bytes(7))))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("not here");
    }

    @Test
    void inspectionFindsASpoiltBlobAndSetsItAside() throws IOException, BadForm, StoreFailure {
        var blob = bytes(4_000);
        var name = put(blob);
        folders.outbox(PEER, () -> {}).give(name);
        assertThat(ask((Consumer<Boolean> answer) -> giving().inspect(name, answer)))
                .isTrue();
        var hex = name.hex();
        var file = data.resolve("blobs")
                .resolve(hex.substring(0, 2))
                .resolve(hex.substring(2, 4))
                .resolve(hex);
        blob[7] ^= 1;
        Files.write(file, blob);
        assertThat(ask((Consumer<Boolean> answer) -> giving().inspect(name, answer)))
                .isFalse();
        assertThat(ask(giving()::queue)).isEmpty();
    }
}

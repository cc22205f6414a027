package vn.tram.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.crash.Recording.Sync;

/** The power goes at any moment of a real process's life; what was answered is on the disk that is found. */
@TestInstance(Lifecycle.PER_CLASS)
class CrashImageSystemTest {
    private static final int ROUNDS = 160;

    private final long seed = new SplittableRandom().nextLong(1L << 40);

    private Path folder = Path.of("");
    private Recording recording = new Recording(List.of());

    @BeforeAll
    void recordABox(@TempDir Path fresh) throws IOException, InterruptedException {
        folder = fresh;
        recording =
                Recording.of(Files.createDirectories(folder.resolve("data")), folder.resolve("traces"), seed, ROUNDS);
    }

    private CrashRun.Report cut(int images, Predicate<Sync> honest) throws IOException, StoreFailure {
        return CrashRun.judge(recording, folder, seed, images, honest);
    }

    @Test
    void everyAnswerIsOnEveryDiskThatAPowerCutMayLeave() throws IOException, StoreFailure {
        var report = cut(400, CrashRun.HONEST);
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
        assertThat(report.images()).isGreaterThan(200);
        assertThat(report.answers()).isGreaterThan(ROUNDS);
    }

    @Test
    void recordingHoldsACheckpointOfTheLog() {
        assertThat(recording.acts())
                .filteredOn(act -> act instanceof Sync sync && sync.file().equals("tram.db"))
                .hasSizeGreaterThan(2);
    }

    @Test
    void logThatIsNotSyncedAtEachCommitIsFoundOut() throws IOException, StoreFailure {
        assertThat(cut(60, sync -> !sync.file().endsWith("-wal")).violations())
                .as("synchronous=NORMAL, seed %d", seed)
                .anyMatch(violation -> violation.contains("answered and lost"));
    }

    @Test
    void diskThatIgnoresEverySyncIsFoundOut() throws IOException, StoreFailure {
        assertThat(cut(60, sync -> false).violations()).as("seed %d", seed).isNotEmpty();
    }
}

package vn.tram.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;

/**
 * The promise of the whole: what was answered stands, whoever is killed and whenever. Real processes, real disk.
 * Longer: {@code src/bin/soak kill --minutes 60}.
 */
final class KillSystemTest {
    private static final int KILLS = 20;
    private static final int ENOUGH = 500;

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAnsweredIsLostByTwentyKills() throws IOException, InterruptedException, StoreFailure {
        var system = new SystemPlatform("kill-test", bug -> {});
        var given = Long.getLong("kill.seed");
        long seed = given != null ? given : system.platform().chance().nextLong(1L << 40);
        System.out.println("kills by seed " + seed + "; again with src/bin/soak kill --seed " + seed);
        try {
            var report = new KillRun(system.platform(), folder, System.out::println).run(seed, KILLS);

            assertThat(report.violations()).as("seed " + seed).isEmpty();
            assertThat(report.answered()).isGreaterThan(ENOUGH);
            assertThat(report.again()).as("presses that met a dead box").isPositive();
        } finally {
            system.close();
        }
    }
}

package vn.tram.bench.issue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vn.tram.bench.Figures;
import vn.tram.bench.store.RawCommits;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.OpenHall;

/**
 * One box process, its line cut, its hall always open. Raw commits are measured before, between and after, so that a
 * disk whose speed wanders changes both sides of the ratio.
 */
public final class IssueBench {
    private static final String WARD = "00070";
    private static final int NO_BROKER = 9;
    private static final int WARM_UP = 6_000;
    private static final double SECONDS_ALONE = 6;
    private static final double SECONDS_TOGETHER = 8;
    private static final long RAW_NANOS = 3_000_000_000L;
    private static final int MOST_TICKETS = 30_000;
    private static final int KIOSKS = 16;
    private static final int SYNC_DELAY_MS = 50;

    private IssueBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        fastDisk(figures, work);
        slowDisk(figures, work);
    }

    private static void fastDisk(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = BoxSite.of(work.resolve("box"), WARD, NO_BROKER);
        OpenHall.into(site.data(), WARD, OpenHall.settings(Rules.STANDARD));
        try (var raw = RawCommits.open(work.resolve("raw.db"));
                var box = site.start()) {
            var clients = new Clients(box);
            figures.note("warming up");
            clients.press(KIOSKS, 30, WARM_UP);
            raw.perSecond(RAW_NANOS / 3);
            figures.note("raw commits, one kiosk, raw commits, " + KIOSKS + " kiosks, raw commits");
            double before = raw.perSecond(RAW_NANOS);
            var alone = clients.press(1, SECONDS_ALONE, MOST_TICKETS);
            double between = raw.perSecond(RAW_NANOS);
            var together = clients.press(KIOSKS, SECONDS_TOGETHER, MOST_TICKETS);
            double after = raw.perSecond(RAW_NANOS);
            figures.print("issue.rate_1", alone.perSecond(), "tickets/s");
            figures.print("issue.rate_16", together.perSecond(), "tickets/s");
            figures.print("issue.p50_ms", together.millis(0.5), "ms");
            figures.atMost("issue.p99_ms", together.millis(0.99), "ms", 100);
            figures.print("issue.p99_1_ms", alone.millis(0.99), "ms");
            figures.print("issue.raw_commit_rate", (before + between + after) / 3, "commits/s");
            figures.atLeast("issue.ratio_1", alone.perSecond() / ((before + between) / 2), "ratio", 0.2);
            figures.atLeast("issue.ratio_16", together.perSecond() / ((between + after) / 2), "ratio", 0.3);
        }
    }

    private static void slowDisk(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = BoxSite.of(work.resolve("slow-box"), WARD, NO_BROKER);
        OpenHall.into(site.data(), WARD, OpenHall.settings(Rules.STANDARD));
        figures.note("the same with every sync of the disk made " + SYNC_DELAY_MS + " ms longer");
        try (var box = site.start(slowSyncs())) {
            var clients = new Clients(box);
            clients.press(KIOSKS, 5, WARM_UP);
            var probe = clients.press(1, 2, 100);
            var together = clients.press(KIOSKS, SECONDS_TOGETHER, MOST_TICKETS);
            figures.atLeast("issue.slow_disk_fastest_ms", probe.millis(0), "ms", SYNC_DELAY_MS);
            figures.atLeast("issue.slow_disk_rate_16", together.perSecond(), "tickets/s", 100);
            figures.print("issue.slow_disk_p99_ms", together.millis(0.99), "ms");
        }
    }

    /** Only the two calls are stopped at, so everything else runs at its own speed. */
    private static List<String> slowSyncs() {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-e",
                "trace=fdatasync,fsync",
                "-e",
                "inject=fdatasync,fsync:delay_exit=" + SYNC_DELAY_MS * 1_000,
                "-o",
                "/dev/null");
    }
}

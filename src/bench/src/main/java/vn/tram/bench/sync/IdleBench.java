package vn.tram.bench.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import vn.tram.bench.Figures;
import vn.tram.bench.traffic.DayClock;
import vn.tram.bench.traffic.DayPlayer;
import vn.tram.bench.traffic.OneDay;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.Checkout;
import vn.tram.system.process.CityFiles;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.process.OpenHall;

/**
 * What the line costs while nobody draws a ticket, and the memory it takes. A box process on line is watched for some
 * minutes through a proxy that counts; a process of a box's database and line alone sends a ward-day that waited.
 */
public final class IdleBench {
    private static final String WARD = ward(0);
    private static final String OTHER_WARD = ward(1);
    private static final int PEOPLE = 470;
    private static final long SEED = 20_260_701;

    /** Four beats of a box. */
    private static final Duration WATCH = Duration.ofSeconds(4 * 66);

    /** Feeds come, the first beat goes. */
    private static final Duration SETTLE = Duration.ofSeconds(15);

    private static final Pattern BEFORE = Pattern.compile("before ([\\d.]+)");
    private static final Pattern AFTER = Pattern.compile("after ([\\d.]+) of (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private IdleBench() {}

    private static String ward(int index) {
        return List.copyOf(WardList.hanoi().keySet()).get(index).value();
    }

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort())) {
            figures.note("the centre is process " + centre.pid());
            site.publish(WARD, OpenHall.json(Rules.STANDARD));
            traffic(figures, site.box(work.resolve("box"), WARD, line.port()), line, "sync.idle");
            memory(figures, site, line, work);
        }
    }

    /** The same line by certificates, as it is outside of one machine. */
    public static void certified(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        var files = CityFiles.in(work.resolve("city"));
        try (var centre = site.start(files.centre());
                var line = new LineProxy(site.brokerPort())) {
            figures.note("the centre is process " + centre.pid());
            site.publish(WARD, OpenHall.json(Rules.STANDARD));
            var box = files.certified(site.box(work.resolve("box"), WARD, line.port()));
            traffic(figures, box, line, "sync.idle_tls");
        }
    }

    private static void traffic(Figures figures, BoxSite site, LineProxy line, String name)
            throws IOException, InterruptedException {
        try (var box = site.start()) {
            awaitOnline(box);
            TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
            figures.note("connecting and the first words took " + Passed.at(line));
            long connections = line.connections();
            var before = Passed.at(line);
            TimeUnit.MILLISECONDS.sleep(WATCH.toMillis());
            var passed = Passed.at(line).since(before);
            if (line.connections() != connections) {
                throw new IOException("the box connected anew meanwhile");
            }
            double scale = (double) Duration.ofDays(1).toMillis() / WATCH.toMillis() / 1_000;
            figures.note("in " + WATCH + ": " + passed);
            figures.atMost(name + "_kb_day", passed.bytes() * scale, "KB", 200);
            figures.print(name + "_up_kb_day", passed.up() * scale, "KB");
            figures.print(name + "_headers_estimate_kb_day", passed.headers() * scale, "KB");
        }
    }

    private static void memory(Figures figures, CentreSite site, LineProxy line, Path work)
            throws IOException, InterruptedException, StoreFailure {
        site.publish(OTHER_WARD, OpenHall.json(Rules.STANDARD));
        var data = work.resolve("box-" + OTHER_WARD);
        var clock = new DayClock(SyncBench.tomorrow());
        try (var box = new InnerBox(data, OTHER_WARD, line.port(), clock, Integer.MAX_VALUE, site.cityKeys())) {
            box.awaitSettled();
            line.cut();
            box.awaitOffline();
            figures.note(OneDay.inside(box.appliance(), clock, new DayPlayer.Settings(PEOPLE, 0.7, 0), SEED));
        }
        line.heal();
        var root = Checkout.find().root();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("src/deploy/box.jvm"),
                "-cp",
                System.getProperty("java.class.path"),
                LineAlone.class.getName(),
                data.toString(),
                "w" + OTHER_WARD + "-1",
                Integer.toString(line.port()));
        try (var alone = NodeProcess.start(command, "line-alone")) {
            double before = Double.parseDouble(alone.awaitLine(BEFORE, PATIENCE).group(1));
            var after = alone.awaitLine(AFTER, PATIENCE);
            double all = Double.parseDouble(after.group(1));
            figures.note("the journal has " + after.group(2) + " entries");
            figures.atMost("sync.memory_mb", all - before, "MiB", 64);
            figures.print("sync.memory_process_mb", all, "MiB");
        }
    }

    private static void awaitOnline(RunningBox box) throws IOException, InterruptedException {
        try (var line = box.connect()) {
            for (int i = 0; !line.get("/api/status").body().contains("\"state\":\"ONLINE\""); i++) {
                if (i > 600) {
                    throw new IOException("the box did not get through");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}

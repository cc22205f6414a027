package vn.tram.bench.footprint;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.Figures;
import vn.tram.bench.traffic.DayPlayer;
import vn.tram.bench.traffic.OneDay;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.process.OpenHall;

/**
 * A box beside a centre, on line. Start: from the start of the process to the first ticket that is answered. Memory: a
 * ward's day at many times its speed, with boards, kiosks and consoles listening.
 */
public final class FootprintBench {
    private static final List<String> NEW_WARDS = List.of("00004", "00008", "00025", "00082", "00091");
    private static final int SPEED = 400;
    private static final int COUNTERS = 5;
    private static final long SEED = 430;
    private static final double START_LIMIT_SECONDS = 60;

    /** The usual rules, shortened as the day is. */
    private static final Rules RULES = new Rules(3, 60_000 / SPEED, 10_000 / SPEED, 30_000 / SPEED);

    private FootprintBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException {
        var centreSite = CentreSite.of(work.resolve("centre"));
        try (var centre = centreSite.start()) {
            figures.note("cold starts of " + NEW_WARDS.size() + " new boxes");
            var cold = new double[NEW_WARDS.size()];
            for (int i = 0; i < cold.length; i++) {
                cold[i] = start(figures, centreSite, work, NEW_WARDS.get(i));
            }
            figures.atMost("box.cold_start_s", median(cold), "s", 5);
            memory(figures, centreSite, work);
            figures.note("the centre ran as process " + centre.pid());
        }
    }

    /** A ward whose box has never been started; the settings wait at the centre. */
    private static double start(Figures figures, CentreSite centre, Path work, String ward)
            throws IOException, InterruptedException {
        centre.publish(ward, OpenHall.json(RULES));
        var site = centre.box(work.resolve("box-" + ward), ward, centre.brokerPort());
        double seconds = secondsToFirstTicket(site);
        figures.note("cold start of box " + site.name() + ": " + seconds + " s");
        return seconds;
    }

    private static double secondsToFirstTicket(BoxSite site) throws IOException, InterruptedException {
        int port = FreePort.find();
        long begin = System.nanoTime();
        try (var process = site.with("http.port", Integer.toString(port)).launch(List.of())) {
            while (!answered(process, port)) {
                if (System.nanoTime() - begin > START_LIMIT_SECONDS * 1e9) {
                    throw new IOException("no ticket after " + START_LIMIT_SECONDS + " s");
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static boolean answered(NodeProcess process, int port) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the box ended: " + process.standardError());
        }
        try (var line = new HttpLine("127.0.0.1", port)) {
            var press = "{\"requestId\":\"" + UUID.randomUUID() + "\",\"series\":\"A\"}";
            return line.post("/api/tickets", press).status() == 201;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static void memory(Figures figures, CentreSite centre, Path work) throws IOException, InterruptedException {
        var site = centre.box(work.resolve("box"), "00070", centre.brokerPort());
        centre.publish("00070", OpenHall.json(RULES));
        try (var box = site.start();
                var pages = SsePages.open(box, COUNTERS)) {
            awaitOpen(box);
            figures.print(
                    "box.rss_start_mb", ProcessMemory.of(box.process().pid()).resident(), "MiB");
            figures.note("a day at " + SPEED + " times its speed, " + pages.count() + " pages listening, seed " + SEED);
            var what = OneDay.overHttp(URI.create(box.url()), SPEED, new DayPlayer.Settings(430, 0.7, 0), SEED);
            figures.note(what + "; the pages got " + pages.events() + " views");
            var memory = ProcessMemory.of(box.process().pid());
            figures.atMost("box.rss_mb", memory.resident(), "MiB", 256);
            figures.print("box.rss_peak_mb", memory.peak(), "MiB");
            box.process().stop();
        }
        figures.print("box.warm_start_s", secondsToFirstTicket(site), "s");
    }

    private static void awaitOpen(RunningBox box) throws IOException, InterruptedException {
        try (var line = box.connect()) {
            while (!line.get("/api/hall").body().contains("\"open\":true,\"closedReason\"")) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

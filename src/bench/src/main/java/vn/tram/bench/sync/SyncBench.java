package vn.tram.bench.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.Figures;
import vn.tram.bench.traffic.DayClock;
import vn.tram.bench.traffic.DayPlayer;
import vn.tram.bench.traffic.OneDay;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.OpenHall;

/**
 * A ward's day is played while the line is cut; then the line heals, and everything that passes it until the centre has
 * confirmed the last entry is counted, connecting included. Then the same events as JSON, one a message.
 */
public final class SyncBench {
    /** Gives about 2,150 events. */
    private static final int PEOPLE = 470;

    private static final int LIVE_FRAME = 50;
    static final int BACKLOG_FRAME = 500;
    private static final long SEED = 20_260_701;

    private SyncBench() {}

    /**
     * @param events entries of tickets
     * @param seconds from the healed line to the last confirmation
     * @param json the same events
     */
    record Day(Passed passed, int events, double seconds, List<byte[]> json) {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort())) {
            figures.note("the centre is process " + centre.pid());
            var day = drained(figures, site, line, work.resolve("box-00070"), "00070", LIVE_FRAME);
            figures.print("sync.events", day.events(), "events");
            figures.atMost("sync.bytes_per_event", day.passed().bytes() / day.events(), "B", 25);
            figures.print("sync.up_bytes_per_event", (double) day.passed().up() / day.events(), "B");
            figures.print("sync.down_bytes_per_event", (double) day.passed().down() / day.events(), "B");
            figures.print("sync.headers_estimate_bytes_per_event", day.passed().headers() / day.events(), "B");
            figures.print("sync.drain_s", day.seconds(), "s");
            var backlog = drained(figures, site, line, work.resolve("box-00004"), "00004", BACKLOG_FRAME);
            figures.print("sync.backlog_bytes_per_event", backlog.passed().bytes() / backlog.events(), "B");
            var json = new JsonLine(LineWeather.CLEAR).send(day.json());
            int messages = day.json().size();
            figures.print("sync.json_bytes_per_event", json.bytes() / messages, "B");
            figures.print("sync.json_headers_estimate_bytes_per_event", json.headers() / messages, "B");
        }
    }

    static Day drained(Figures figures, CentreSite site, LineProxy line, Path data, String ward, int frame)
            throws IOException, InterruptedException, StoreFailure {
        site.publish(ward, OpenHall.json(Rules.STANDARD));
        var clock = new DayClock(tomorrow());
        try (var box = new InnerBox(data, ward, line.port(), clock, frame, site.cityKeys())) {
            box.awaitSettled();
            awaitQuiet(line);
            line.cut();
            box.awaitOffline();
            long first = box.ticketHead() + 1;
            figures.note(OneDay.inside(box.appliance(), clock, new DayPlayer.Settings(PEOPLE, 0.7, 0), SEED));
            var entries = box.ticketEntries(first);
            var before = Passed.at(line);
            long begin = System.nanoTime();
            line.heal();
            box.awaitSettled();
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Day(Passed.at(line).since(before), entries.size(), seconds, JsonEvents.of(entries, ward));
        } catch (BadForm damaged) {
            throw new IOException("the journal of the played day", damaged);
        }
    }

    /** The city's feeds belong to the first connection, not to the day. */
    static void awaitQuiet(LineProxy line) throws InterruptedException {
        long before = -1;
        for (long now = line.down(); now != before; now = line.down()) {
            before = now;
            TimeUnit.SECONDS.sleep(2);
        }
    }

    static int tomorrow() {
        var system = new SystemPlatform("bench-today", bug -> {});
        try {
            return BusinessDay.at(system.platform().clock().instant()) + 1;
        } finally {
            system.close();
        }
    }
}

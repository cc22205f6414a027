package vn.tram.bench.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import vn.tram.bench.Figures;
import vn.tram.bench.traffic.DayClock;
import vn.tram.bench.traffic.DayPlayer;
import vn.tram.bench.traffic.OneDay;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.OpenHall;

/**
 * A ward's day waits while the line is cut; then it comes back, weak: 64 kbit/s and 150 ms each way. Several wards one
 * after the other, a median of each figure; then the same with the line broken for 5 s after every 5 s.
 */
public final class DrainBench {
    /** Gives about 2,150 events. */
    private static final int PEOPLE = 470;

    private static final int ROUNDS = 3;
    private static final long SEED = 20_260_701;
    private static final Duration TURN = Duration.ofSeconds(5);

    private DrainBench() {}

    /**
     * @param events entries of tickets
     * @param connected seconds from the first connection's handshake to the last confirmation
     * @param whole seconds from the healed line on, waiting to try again included
     */
    private record Drained(Passed passed, int events, double connected, double whole, long connections) {
        double perEvent() {
            return passed.bytes() / events;
        }
    }

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK)) {
            figures.note("the centre is process " + centre.pid());
            var steady = rounds(figures, site, line, work, 0, false);
            figures.print("sync.drain_events", median(steady, Drained::events), "events");
            figures.atMost("sync.backlog_bytes_per_event", median(steady, Drained::perEvent), "B", 25);
            figures.print(
                    "sync.backlog_up_bytes_per_event",
                    median(steady, day -> (double) day.passed().up() / day.events()),
                    "B");
            figures.print(
                    "sync.backlog_headers_estimate_bytes_per_event",
                    median(steady, day -> day.passed().headers() / day.events()),
                    "B");
            figures.atMost("sync.ward_day_s", median(steady, Drained::connected), "s", 10);
            figures.print("sync.ward_day_with_wait_s", median(steady, Drained::whole), "s");
            var broken = rounds(figures, site, line, work, ROUNDS, true);
            figures.atMost("sync.ward_day_cuts_s", median(broken, Drained::whole), "s", 30);
            figures.print("sync.ward_day_cuts_most_s", worst(broken), "s");
            figures.print("sync.ward_day_cuts_connections", median(broken, Drained::connections), "connections");
            figures.print("sync.ward_day_cuts_bytes_per_event", median(broken, Drained::perEvent), "B");
        }
    }

    private static List<Drained> rounds(
            Figures figures, CentreSite site, LineProxy line, Path work, int first, boolean cuts)
            throws IOException, InterruptedException, StoreFailure {
        var wards = List.copyOf(WardList.hanoi().keySet());
        var days = new ArrayList<Drained>();
        for (int round = first; round < first + ROUNDS; round++) {
            var ward = wards.get(round).value();
            line.heal();
            days.add(drained(figures, site, line, work.resolve("box-" + ward), ward, cuts, SEED + round));
            figures.note(ward + ": " + days.get(days.size() - 1));
        }
        return days;
    }

    private static Drained drained(
            Figures figures, CentreSite site, LineProxy line, Path data, String ward, boolean cuts, long seed)
            throws IOException, InterruptedException, StoreFailure {
        site.publish(ward, OpenHall.json(Rules.STANDARD));
        var clock = new DayClock(SyncBench.tomorrow());
        try (var box = new InnerBox(data, ward, line.port(), clock, Integer.MAX_VALUE, site.cityKeys())) {
            box.awaitSettled();
            SyncBench.awaitQuiet(line);
            line.cut();
            box.awaitOffline();
            long first = box.ticketHead() + 1;
            figures.note(OneDay.inside(box.appliance(), clock, new DayPlayer.Settings(PEOPLE, 0.7, 0), seed));
            var before = Passed.at(line);
            long connections = line.connections();
            long begin = System.nanoTime();
            if (cuts) {
                line.byTurns(TURN, TURN);
            } else {
                line.heal();
            }
            awaitConnection(line, connections);
            long connected = line.lastConnectionNanos();
            box.awaitSettled();
            return new Drained(
                    Passed.at(line).since(before),
                    Math.toIntExact(box.ticketHead() + 1 - first),
                    (box.lastAckNanos() - connected) / 1e9,
                    (box.lastAckNanos() - begin) / 1e9,
                    line.connections() - connections);
        }
    }

    private static void awaitConnection(LineProxy line, long before) throws InterruptedException, IOException {
        for (int i = 0; line.connections() == before; i++) {
            if (i > 12_000) {
                throw new IOException("the box did not come back");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static double median(List<Drained> days, ToDoubleFunction<Drained> figure) {
        return days.stream().mapToDouble(figure).sorted().toArray()[days.size() / 2];
    }

    private static double worst(List<Drained> days) {
        return days.stream().mapToDouble(Drained::whole).max().orElseThrow();
    }
}

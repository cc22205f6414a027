package vn.tram.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import vn.tram.bench.Figures;
import vn.tram.edge.sync.BoxIdentity;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.SideLane;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * A backlog of records and statistics fills a line of 64 kbit/s and 150 ms each way, more than it can carry in the
 * time; about once a second an urgent fact of 150 bytes is written. Timed from the writing to the centre's word that it
 * is on its disk.
 */
public final class LanesBench {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int BACKLOG = 1_200;
    private static final int RECORD_BYTES = 500;
    private static final int URGENT_BYTES = 150;
    private static final int WARM_SECONDS = 8;
    private static final int FACTS = 45;

    private LanesBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        var system = new SystemPlatform("bench-lanes", bug -> figures.note("bug: " + bug));
        try (var centre = site.start();
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK)) {
            figures.note("the centre is process " + centre.pid());
            measure(figures, line, system);
        } finally {
            system.close();
        }
    }

    private static void measure(Figures figures, LineProxy line, SystemPlatform system)
            throws IOException, InterruptedException {
        var platform = system.platform();
        var chance = new SplittableRandom(7);
        var journal = new LaneJournal(chance);
        for (int i = 0; i < BACKLOG; i++) {
            journal.write(
                    i % 4 == 0 ? Lane.STATISTICS : Lane.RECORDS,
                    RECORD_BYTES,
                    platform.clock().millis());
        }
        var confirmed = new ConcurrentHashMap<Long, Long>();
        var address = URI.create("tcp://127.0.0.1:" + line.port());
        var paho = new PahoLink(
                address, new Credentials.None(), PahoLink.Window.BOX, Duration.ofSeconds(10), platform.timers());
        var link = new AckWatch(paho, (lane, durable, nanos) -> {
            if (lane == Lane.URGENT) {
                confirmed.put(durable, nanos);
            }
        });
        var identity = new BoxIdentity(BOX, "bench", address.toString(), KeyRing.NONE, SigningKey.fresh());
        var uplink =
                new Uplink(identity, Lineage.first(journal), link, platform, new NoFeeds(figures::note), SideLane.NONE);
        uplink.start(List.of(), List.of());
        awaitOnline(uplink);
        TimeUnit.SECONDS.sleep(WARM_SECONDS);
        long up = line.up();
        long begin = System.nanoTime();
        var written = new ArrayList<Long>();
        for (int i = 0; i < FACTS; i++) {
            journal.write(Lane.URGENT, URGENT_BYTES, platform.clock().millis());
            written.add(System.nanoTime());
            uplink.wake();
            TimeUnit.MILLISECONDS.sleep(900 + chance.nextInt(200));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double use = (line.up() - up) * 8.0 / LineWeather.WEAK.bitsPerSecond() / seconds;
        long left = uplink.state().unsent();
        TimeUnit.SECONDS.sleep(2);
        uplink.stop();
        print(figures, waits(written, confirmed), use, left);
    }

    private static void print(Figures figures, double[] waits, double use, long left) throws IOException {
        if (waits.length < FACTS || left == 0) {
            throw new IOException(
                    waits.length + " urgent facts were confirmed, " + left + " entries were left waiting");
        }
        figures.print("sync.urgent_p50_s", waits[waits.length / 2], "s");
        figures.atMost("sync.urgent_p95_s", waits[waits.length * 95 / 100], "s", 1);
        figures.print("sync.urgent_most_s", waits[waits.length - 1], "s");
        figures.atLeast("sync.link_use", use, "of 1", 0.85);
    }

    /** Seconds from writing to the first word that covers it, ascending. */
    private static double[] waits(List<Long> written, Map<Long, Long> confirmed) {
        var waits = new ArrayList<Double>();
        for (int i = 0; i < written.size(); i++) {
            long lseq = i + 1L;
            long at = written.get(i);
            confirmed.entrySet().stream()
                    .filter(word -> word.getKey() >= lseq)
                    .mapToLong(Map.Entry::getValue)
                    .min()
                    .ifPresent(nanos -> waits.add((nanos - at) / 1e9));
        }
        return waits.stream().mapToDouble(each -> each).sorted().toArray();
    }

    private static void awaitOnline(Uplink uplink) throws InterruptedException, IOException {
        for (int i = 0; uplink.state().state() != Connection.ONLINE; i++) {
            if (i > 600) {
                throw new IOException("the box did not get through: " + uplink.state());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}

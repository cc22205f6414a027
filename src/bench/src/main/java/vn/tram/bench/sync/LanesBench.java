package vn.tram.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.tram.bench.Figures;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.SideLane;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.wire.Link;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * A backlog of records and statistics, then a blob that goes up, then one that comes down fill a line of 64 kbit/s and
 * 150 ms each way, more than it can carry in the time; about once a second an urgent fact of 150 bytes is written.
 * Timed from the writing to the centre's word that it is on its disk.
 */
public final class LanesBench {
    private static final int BACKLOG = 1_200;
    private static final int RECORD_BYTES = 500;
    private static final int URGENT_BYTES = 150;
    private static final int WARM_SECONDS = 8;
    private static final int FACTS = 45;

    private LanesBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        var system = new SystemPlatform("bench-lanes", bug -> figures.note("bug: " + bug));
        var platform = system.platform();
        try (var centre = site.start();
                var sending = folders(figures, platform, work.resolve("sending"));
                var taking = folders(figures, platform, work.resolve("taking"));
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK)) {
            figures.note("the centre is process " + centre.pid());
            var full = rig(figures, platform, "w00070-1");
            printUp(figures, "", measure(full, entries(full), line));
            var other = rig(figures, platform, "w00070-2");
            printUp(figures, "_blobs", measure(other, new BlobLoad(other, sending, BlobLoad.scan(sending)), line));
            var third = rig(figures, platform, "w00070-3");
            var release = BlobLoad.release(site, platform, third.box);
            printDown(figures, measure(third, new BlobLoad(third, taking, release), line));
        } finally {
            system.close();
        }
    }

    private static BlobFolders folders(Figures figures, Platform platform, Path at) throws StoreFailure {
        return new BlobFolders(at, platform.clock(), platform.timers(), bug -> figures.note("bug: " + bug));
    }

    private static Rig rig(Figures figures, Platform platform, String box) {
        var chance = new SplittableRandom(7);
        return new Rig(figures, platform, new BoxId(box), new LaneJournal(chance), chance);
    }

    /** What fills the line: gives the uplink that carries it, and says afterwards how much of it still waits. */
    interface Load {
        Uplink over(Link link) throws IOException, StoreFailure;

        long left();
    }

    /** Records and statistics. */
    private static Load entries(Rig rig) {
        for (int i = 0; i < BACKLOG; i++) {
            rig.journal.write(
                    i % 4 == 0 ? Lane.STATISTICS : Lane.RECORDS,
                    RECORD_BYTES,
                    rig.platform.clock().millis());
        }
        return new Load() {
            private @Nullable Uplink uplink;

            @Override
            public Uplink over(Link link) {
                var made = rig.uplink(link, SideLane.NONE);
                uplink = made;
                return made;
            }

            @Override
            public long left() {
                return Objects.requireNonNull(uplink).state().unsent();
            }
        };
    }

    /** A box's end of the line with nothing behind it. */
    record Rig(Figures figures, Platform platform, BoxId box, LaneJournal journal, SplittableRandom chance) {
        Uplink uplink(Link link, SideLane side) {
            var identity = new BoxIdentity(box, "bench", "", KeyRing.NONE, SigningKey.fresh());
            return new Uplink(identity, Lineage.first(journal), link, platform, new NoFeeds(figures::note), side);
        }
    }

    /**
     * What was seen while urgent facts were said.
     *
     * @param waits seconds of each, ascending
     * @param up of what the line could carry up
     * @param down of what it could carry down
     */
    private record Seen(List<Double> waits, double up, double down) {}

    private static Seen measure(Rig rig, Load load, LineProxy line)
            throws IOException, InterruptedException, StoreFailure {
        var confirmed = new ConcurrentHashMap<Long, Long>();
        var address = URI.create("tcp://127.0.0.1:" + line.port());
        var paho = new PahoLink(
                address, new Credentials.None(), PahoLink.Window.BOX, Duration.ofSeconds(10), rig.platform.timers());
        var uplink = load.over(new AckWatch(paho, (lane, durable, nanos) -> {
            if (lane == Lane.URGENT) {
                confirmed.put(durable, nanos);
            }
        }));
        uplink.start(List.of(), List.of());
        awaitOnline(uplink);
        TimeUnit.SECONDS.sleep(WARM_SECONDS);
        long up = line.up();
        long down = line.down();
        long begin = System.nanoTime();
        var written = new ArrayList<Long>();
        for (int i = 0; i < FACTS; i++) {
            rig.journal.write(Lane.URGENT, URGENT_BYTES, rig.platform.clock().millis());
            written.add(System.nanoTime());
            uplink.wake();
            TimeUnit.MILLISECONDS.sleep(900 + rig.chance.nextInt(200));
        }
        double carries = LineWeather.WEAK.bitsPerSecond() / 8.0 * (System.nanoTime() - begin) / 1e9;
        double useUp = (line.up() - up) / carries;
        double useDown = (line.down() - down) / carries;
        long left = load.left();
        TimeUnit.SECONDS.sleep(2);
        uplink.stop();
        var waits = waits(written, confirmed);
        if (waits.size() < FACTS || left == 0) {
            throw new IOException(
                    waits.size() + " urgent facts were confirmed, " + left + " of what fills the line was left");
        }
        return new Seen(waits, useUp, useDown);
    }

    private static void printUp(Figures figures, String suffix, Seen seen) {
        var waits = seen.waits;
        figures.print("sync.urgent_p50" + suffix + "_s", waits.get(waits.size() / 2), "s");
        figures.atMost("sync.urgent_p95" + suffix + "_s", waits.get(waits.size() * 95 / 100), "s", 1);
        figures.print("sync.urgent_most" + suffix + "_s", waits.get(waits.size() - 1), "s");
        figures.atLeast("sync.link_use" + suffix, seen.up, "of 1", 0.85);
    }

    private static void printDown(Figures figures, Seen seen) {
        var waits = seen.waits;
        figures.print("sync.ack_behind_blob_p50_s", waits.get(waits.size() / 2), "s");
        figures.atMost("sync.ack_behind_blob_p95_s", waits.get(waits.size() * 95 / 100), "s", 1.5);
        figures.print("sync.ack_behind_blob_most_s", waits.get(waits.size() - 1), "s");
        figures.atLeast("sync.ack_behind_blob_link_use", seen.down, "of 1", 0.85);
    }

    /** Seconds from writing to the first word that covers it, ascending. */
    private static List<Double> waits(List<Long> written, Map<Long, Long> confirmed) {
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
        return waits.stream().sorted().toList();
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

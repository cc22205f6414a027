package vn.tram.bench.sync;

import java.io.ByteArrayInputStream;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.tram.bench.Figures;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.SideLane;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.blobs.BlobLine;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lease.BoxIdentity;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.transfer.Carrier;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * A backlog of records and statistics, and then a blob, fill a line of 64 kbit/s and 150 ms each way, more than it can
 * carry in the time; about once a second an urgent fact of 150 bytes is written. Timed from the writing to the centre's
 * word that it is on its disk.
 */
public final class LanesBench {
    private static final int BACKLOG = 1_200;
    private static final int RECORD_BYTES = 500;
    private static final int BLOB_BYTES = 1024 * 1024;
    private static final int URGENT_BYTES = 150;
    private static final int WARM_SECONDS = 8;
    private static final int FACTS = 45;

    private LanesBench() {}

    public static void run(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        var site = CentreSite.of(work.resolve("centre"));
        var system = new SystemPlatform("bench-lanes", bug -> figures.note("bug: " + bug));
        var platform = system.platform();
        try (var centre = site.start();
                var folders = new BlobFolders(
                        work.resolve("blobs"),
                        platform.clock(),
                        platform.timers(),
                        bug -> figures.note("bug: " + bug));
                var line = new LineProxy(site.brokerPort(), LineWeather.WEAK)) {
            figures.note("the centre is process " + centre.pid());
            var full = rig(figures, platform, "w00070-1");
            measure(full, entries(full), line, "");
            var other = rig(figures, platform, "w00070-2");
            measure(other, blob(other, folders), line, "_blobs");
        } finally {
            system.close();
        }
    }

    private static Rig rig(Figures figures, Platform platform, String box) {
        var chance = new SplittableRandom(7);
        return new Rig(figures, platform, new BoxId(box), new LaneJournal(chance), chance);
    }

    /** What fills the line: gives the uplink that carries it, and says afterwards how much of it still waits. */
    private interface Load {
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

    /** A blob that nothing can pack. */
    private static Load blob(Rig rig, BlobFolders folders) {
        return new Load() {
            private final AtomicReference<@Nullable Uplink> uplink = new AtomicReference<>();
            private @Nullable BlobLine line;

            @Override
            public Uplink over(Link link) throws IOException, StoreFailure {
                var bytes = new byte[BLOB_BYTES];
                rig.chance.nextBytes(bytes);
                try {
                    var name = folders.blobs().put(new ByteArrayInputStream(bytes), BLOB_BYTES);
                    folders.outbox(Topics.CENTRE, () -> {}).give(name);
                } catch (BadForm impossible) {
                    throw new IOException("bytes in memory", impossible);
                }
                var blobs =
                        new BlobLine(rig.box, new Carrier(link, folders), rig.platform, this::moved, rig.figures::note);
                var made = rig.uplink(blobs.link(), blobs);
                uplink.set(made);
                blobs.start();
                line = blobs;
                return made;
            }

            private void moved() {
                var made = uplink.get();
                if (made != null) {
                    made.sideMoved();
                }
            }

            @Override
            public long left() {
                return Objects.requireNonNull(line).view().bytesLeft();
            }
        };
    }

    /** A box's end of the line with nothing behind it. */
    private record Rig(Figures figures, Platform platform, BoxId box, LaneJournal journal, SplittableRandom chance) {
        Uplink uplink(Link link, SideLane side) {
            var identity = new BoxIdentity(box, "bench", "", KeyRing.NONE, SigningKey.fresh());
            return new Uplink(identity, Lineage.first(journal), link, platform, new NoFeeds(figures::note), side);
        }
    }

    private static void measure(Rig rig, Load load, LineProxy line, String suffix)
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
        long begin = System.nanoTime();
        var written = new ArrayList<Long>();
        for (int i = 0; i < FACTS; i++) {
            rig.journal.write(Lane.URGENT, URGENT_BYTES, rig.platform.clock().millis());
            written.add(System.nanoTime());
            uplink.wake();
            TimeUnit.MILLISECONDS.sleep(900 + rig.chance.nextInt(200));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double use = (line.up() - up) * 8.0 / LineWeather.WEAK.bitsPerSecond() / seconds;
        long left = load.left();
        TimeUnit.SECONDS.sleep(2);
        uplink.stop();
        print(rig.figures, suffix, waits(written, confirmed), use, left);
    }

    private static void print(Figures figures, String suffix, double[] waits, double use, long left)
            throws IOException {
        if (waits.length < FACTS || left == 0) {
            throw new IOException(
                    waits.length + " urgent facts were confirmed, " + left + " of what fills the line was left");
        }
        figures.print("sync.urgent_p50" + suffix + "_s", waits[waits.length / 2], "s");
        figures.atMost("sync.urgent_p95" + suffix + "_s", waits[waits.length * 95 / 100], "s", 1);
        figures.print("sync.urgent_most" + suffix + "_s", waits[waits.length - 1], "s");
        figures.atLeast("sync.link_use" + suffix, use, "of 1", 0.85);
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

package vn.tram.bench.country;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import vn.tram.bench.Figures;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.Mosquitto;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.store.FreshDatabase;
import vn.tram.system.store.PgLandings;

/**
 * Boxes with a day's backlog come to one centre at the same moment. Everything is there before the clock starts: the
 * frames are packed, the connections stand. It stops when the last box has heard that its last entry is durable.
 */
public final class CountryBench {
    /** Communes of the country. */
    private static final int COUNTRY = 3_321;

    /** Enough for half a minute. */
    private static final int SOME = 600;

    private static final int PER_FRAME = 500;
    private static final int DAYS = 8;
    private static final int CONNECTING = 100;
    private static final long SEED = 20_260_701;
    private static final long LIMIT_SECONDS = 1_200;

    private CountryBench() {}

    /** @param seconds to the last confirmation */
    record Drained(long entries, long bytes, double seconds, long again, long begin) {}

    /** {@code sync-ingest}: how fast a centre takes entries in. */
    public static void ingest(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        run(figures, work, SOME, drained -> {
            figures.print("sync.ingest_entries", (double) drained.entries(), "entries");
            figures.print("sync.ingest_bytes_per_event", (double) drained.bytes() / drained.entries(), "B");
            figures.print("sync.ingest_again", (double) drained.again(), "frames");
            figures.atLeast("sync.ingest_rate", drained.entries() / drained.seconds(), "events/s", 20_000);
            return "sync.ingest_shown_rate";
        });
    }

    /** {@code sync-country}: every box of the country at once. */
    public static void country(Figures figures, Path work) throws IOException, InterruptedException, StoreFailure {
        run(figures, work, COUNTRY, drained -> {
            figures.print("sync.country_boxes", COUNTRY, "boxes");
            figures.print("sync.country_entries", (double) drained.entries(), "entries");
            figures.print("sync.country_again", (double) drained.again(), "frames");
            figures.atMost("sync.country_day_s", drained.seconds(), "s", 600);
            return "sync.country_shown_rate";
        });
    }

    /** Prints what one benchmark alone has, and names the figure of showing. */
    interface Printer {
        String print(Drained drained);
    }

    /**
     * Judges that nothing is lost and nothing is there twice, for any number of boxes.
     *
     * @param boxes how many, each with a day's backlog
     */
    static void run(Figures figures, Path work, int boxes, Printer printer)
            throws IOException, InterruptedException, StoreFailure {
        var server = FreshDatabase.serverAddress()
                .orElseThrow(() -> new IOException("no PostgreSQL was started: src/bin/with-servers src/bin/bench"));
        figures.note("packing a day of " + boxes + " boxes");
        var backlogs = backlogs(boxes);
        try (var database = FreshDatabase.create(server);
                var broker = Mosquitto.in(Files.createDirectories(work.resolve("broker")))) {
            broker.start();
            var site = CentreSite.of(work.resolve("centre"));
            try (var centre = site.start(keys(work, database, broker))) {
                figures.note("the centre is process " + centre.pid());
                var drained = drained(figures, backlogs, broker, centre);
                var shownRate = printer.print(drained);
                var landed = PgLandings.read(database.url());
                figures.atMost(
                        "sync.lost", (double) (drained.entries() - landed.total() + landed.holes()), "entries", 0);
                figures.atMost("sync.twice", (double) landed.twice(), "entries", 0);
                while (PgLandings.behind(database.url()) > 0) {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                figures.print(shownRate, drained.entries() * 1e9 / (System.nanoTime() - drained.begin()), "events/s");
            }
        }
    }

    private static Map<String, String> keys(Path work, FreshDatabase database, Mosquitto broker) throws IOException {
        return Map.of(
                "store.url", database.url(),
                "blobs.folder", work.resolve("blobs").toString(),
                "broker.embedded", "false",
                "broker.url", broker.uri().toString(),
                "broker.user", Topics.CENTRE,
                "broker.password.file",
                        Files.writeString(work.resolve("password"), "not asked here")
                                .toString());
    }

    /** Boxes are numbered on within Hanoi's wards, whose names the centre knows. */
    private static List<Backlog> backlogs(int boxes) {
        var wards = List.copyOf(WardList.hanoi().keySet());
        int day = BacklogDay.yesterday(Instant.now());
        var days = IntStream.range(0, DAYS)
                .parallel()
                .mapToObj(each -> Backlog.of(box(wards, each), SEED + each, BacklogDay.of(SEED + each, day), PER_FRAME))
                .toList();
        return IntStream.range(0, boxes)
                .mapToObj(each -> days.get(each % DAYS).as(box(wards, each)))
                .toList();
    }

    private static BoxId box(List<WardCode> wards, int number) {
        return new BoxName(wards.get(number % wards.size()), 1 + number / wards.size()).id();
    }

    private static Drained drained(Figures figures, List<Backlog> backlogs, Mosquitto broker, NodeProcess centre)
            throws IOException, InterruptedException {
        var left = new CountDownLatch(backlogs.size());
        var last = new AtomicLong();
        var boxes = new ArrayList<LightBox>();
        for (var backlog : backlogs) {
            boxes.add(new LightBox(backlog, broker.port(), nanos -> {
                last.accumulateAndGet(nanos, Math::max);
                left.countDown();
            }));
        }
        connect(boxes);
        figures.note("connected; all begin");
        long begin = System.nanoTime();
        boxes.forEach(LightBox::begin);
        long again = 0;
        for (int second = 1; !left.await(1, TimeUnit.SECONDS); second++) {
            again = boxes.stream().mapToLong(LightBox::again).sum();
            if (second % 10 == 0) {
                figures.note(second + " s: " + left.getCount() + " boxes left, " + again + " frames sent again");
            }
            if (second > LIMIT_SECONDS || !centre.isAlive()) {
                throw new IOException(left.getCount() + " boxes did not get through" + centre.standardError());
            }
        }
        double seconds = (last.get() - begin) / 1e9;
        figures.note("all durable after " + seconds + " s");
        boxes.forEach(LightBox::leave);
        return new Drained(
                backlogs.stream().mapToLong(Backlog::entries).sum(),
                backlogs.stream().mapToLong(Backlog::bytes).sum(),
                seconds,
                again,
                begin);
    }

    private static void connect(List<LightBox> boxes) throws InterruptedException, IOException {
        var slots = new Semaphore(CONNECTING);
        var failures = new AtomicLong();
        for (var box : boxes) {
            slots.acquire();
            var unused = box.connect().whenComplete((done, failure) -> {
                if (failure != null) {
                    failures.incrementAndGet();
                }
                slots.release();
            });
        }
        slots.acquire(CONNECTING);
        if (failures.get() > 0) {
            throw new IOException(failures.get() + " boxes could not connect");
        }
    }
}

package vn.tram.system.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.DictionarySamples;
import vn.tram.kernel.wire.Topics;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.line.Needed;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.Mosquitto;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.store.FeedRows;
import vn.tram.system.store.FreshDatabase;
import vn.tram.system.store.PgLandings;

/** Two workers on real parts; one is killed or stopped while eight boxes send. */
@Timeout(240)
final class TakeoverSystemTest {
    private static final int TICKETS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> WARDS = WardList.hanoi().keySet().stream()
            .limit(8)
            .map(ward -> ward.value())
            .toList();

    @TempDir
    private Path folder = Path.of("");

    private final List<EagerBox> boxes = new ArrayList<>();
    private final List<NodeProcess> workers = new ArrayList<>();
    private final CountDownLatch pause = new CountDownLatch(1);
    private @Nullable FreshDatabase database;
    private @Nullable Mosquitto broker;

    @BeforeEach
    void start() throws IOException, StoreFailure {
        Needed.mosquitto();
        database = FreshDatabase.create(Needed.postgres());
        broker = Mosquitto.in(folder);
        broker.start();
    }

    @AfterEach
    void stop() throws StoreFailure {
        boxes.forEach(EagerBox::close);
        workers.forEach(NodeProcess::close);
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private String url() {
        return Objects.requireNonNull(database).url();
    }

    private CentreSite site(String name) throws IOException {
        return CentreSite.of(folder.resolve(name));
    }

    private NodeProcess worker(CentreSite site, String name) throws IOException, InterruptedException {
        var keys = new HashMap<String, String>();
        keys.put("store.url", url());
        keys.put("blobs.folder", folder.resolve("blobs").toString());
        keys.put("broker.embedded", "false");
        keys.put("broker.url", Objects.requireNonNull(broker).uri().toString());
        keys.put("broker.user", Topics.CENTRE);
        keys.put(
                "broker.password.file",
                Files.writeString(folder.resolve("password"), "any").toString());
        keys.put("worker.name", name);
        var worker = site.start(keys);
        workers.add(worker);
        return worker;
    }

    private void boxesSend() {
        WARDS.forEach(
                ward -> boxes.add(new EagerBox(Objects.requireNonNull(broker).uri(), ward, TICKETS)));
        boxes.forEach(EagerBox::start);
    }

    private interface Condition {
        boolean holds() throws IOException, StoreFailure;
    }

    /** @param what is waited for, for whoever reads the failure */
    private void await(String what, Duration limit, Condition condition)
            throws IOException, StoreFailure, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new AssertionFailedError(what + " did not happen within " + limit + ": "
                        + boxes.stream()
                                .map(box -> box.box() + " " + box.durable())
                                .toList()
                        + workers.stream().map(NodeProcess::standardError).toList());
            }
            pause.await(50, TimeUnit.MILLISECONDS);
        }
    }

    private static String page(CentreSite site, String path) throws IOException {
        try (var line = new HttpLine("127.0.0.1", site.httpPort())) {
            return line.get(path).body();
        }
    }

    private void assertNothingLostOrTwice() throws StoreFailure {
        var landed = PgLandings.read(url());
        assertThat(landed.holes()).isZero();
        assertThat(landed.twice()).isZero();
        assertThat(landed.entries()).hasSize(WARDS.size());
        assertThat(landed.entries().values()).containsOnly((long) TICKETS);
        assertThat(landed.tickets().values()).containsOnly((long) TICKETS);
    }

    @Test
    void killedWorkerIsTakenOverInTenSecondsAndNothingIsLost() throws Exception {
        var one = site("one");
        var two = site("two");
        var first = worker(one, "one");
        worker(two, "two");
        boxesSend();
        await("every box is heard", Duration.ofSeconds(60), () -> boxes.stream().allMatch(box -> box.durable() > 20));

        first.kill();

        await("all was confirmed", Duration.ofSeconds(90), () -> boxes.stream().allMatch(EagerBox::done));
        await(
                "all was shown",
                Duration.ofSeconds(30),
                () -> PgLandings.read(url()).behind() == 0);
        assertThat(boxes).allSatisfy(box -> assertThat(box.longestWait()).isLessThan(LIMIT));
        assertNothingLostOrTwice();
    }

    @Test
    void pausedWorkerThatWakesChangesNothing() throws Exception {
        var one = site("one");
        var two = site("two");
        var first = worker(one, "one");
        worker(two, "two");
        boxesSend();
        await("every box is heard", Duration.ofSeconds(60), () -> boxes.stream().allMatch(box -> box.durable() > 20));

        first.pause();
        await("all was confirmed", Duration.ofSeconds(90), () -> boxes.stream().allMatch(EagerBox::done));
        assertThat(boxes).allSatisfy(box -> assertThat(box.longestWait()).isLessThan(LIMIT));
        first.wake();

        await(
                "all was shown",
                Duration.ofSeconds(30),
                () -> PgLandings.read(url()).behind() == 0);
        await("both workers show every ward", Duration.ofSeconds(60), () -> showsAll(one) && showsAll(two));
        assertNothingLostOrTwice();
    }

    private static boolean showsAll(CentreSite site) throws IOException {
        for (var ward : WARDS) {
            if (!page(site, "/api/wards/" + ward).contains("\"issuedToday\":" + TICKETS)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void settingsSavedAtAnyWorkerReachTheOneWriter() throws Exception {
        var one = site("one");
        var two = site("two");
        worker(one, "one");
        worker(two, "two");
        var path = "/api/wards/" + WARDS.get(0) + "/settings";
        await("the feeds have a writer", LIMIT, () -> page(one, path).contains("maxPerSeries"));
        var settings = page(one, path).replaceFirst("(\"maxPerSeries\":)\\d+", "$1777");
        site(two, settings);
        site(one, settings.replace("777", "778"));
        await(
                "both show what was saved last",
                LIMIT,
                () -> page(one, path).contains("778") && page(two, path).contains("778"));
    }

    /** Laid at each of them, so that one of the two at least does not write the feeds. */
    @Test
    void whatIsLaidAtAnyWorkerIsPublished() throws Exception {
        var one = site("one");
        var two = site("two");
        lay(one.data().resolve("dictionaries/first.dictionary"), DictionarySamples.bytes(1));
        lay(two.data().resolve("dictionaries/second.dictionary"), DictionarySamples.bytes(2));
        lay(two.data().resolve("groups/members.csv"), Bytes.owned("ward,group\n00070,trial\n".getBytes(UTF_8)));
        worker(one, "one");
        await(
                "the feeds have a writer",
                LIMIT,
                () -> !FeedRows.of(url(), "procedures").isEmpty());
        worker(two, "two");
        await(
                "both dictionaries",
                Duration.ofSeconds(60),
                () -> FeedRows.of(url(), "codec").size() == 2);
        await(
                "the group",
                Duration.ofSeconds(60),
                () -> FeedRows.of(url(), "00070").values().toString().contains("trial"));
    }

    private static void lay(Path file, Bytes content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content.toArray());
    }

    private static void site(CentreSite at, String settings) throws IOException {
        at.publish(WARDS.get(0), settings);
    }
}

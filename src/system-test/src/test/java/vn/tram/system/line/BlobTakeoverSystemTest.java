package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.system.line.BlobEnds.await;
import static vn.tram.system.line.BlobEnds.has;
import static vn.tram.system.line.BlobEnds.put;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.blob.BlobName;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.blob.BlobFolders;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;
import vn.tram.system.process.Mosquitto;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.store.FreshDatabase;

/** Two workers on Mosquitto, PostgreSQL and one folder for blobs; the one that has the box is killed in the middle. */
@Timeout(240)
class BlobTakeoverSystemTest {
    private static final String WARD = "00070";
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String OTHER_WARD = "00082";
    private static final BoxId OTHER = new BoxId("w00082-1");
    private static final int SCAN = 1_000_000;
    private static final LineWeather WEATHER = new LineWeather(1_000_000, Duration.ofMillis(20));
    private static final Pattern UPWARDS = Pattern.compile("\"upwards\":true,\"size\":" + SCAN + ",\"done\":(\\d+)");

    private final Path folder;
    private final Path shared;
    private @Nullable FreshDatabase database;
    private @Nullable Mosquitto broker;

    BlobTakeoverSystemTest(@TempDir Path folder) {
        this.folder = folder;
        this.shared = folder.resolve("shared");
    }

    @BeforeEach
    void start() throws IOException, StoreFailure {
        Needed.mosquitto();
        database = FreshDatabase.create(Needed.postgres());
        broker = Mosquitto.in(folder);
        broker.start();
    }

    @AfterEach
    void stop() throws StoreFailure {
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private Mosquitto broker() {
        return Objects.requireNonNull(broker);
    }

    private Map<String, String> keys(Path blobs) throws IOException {
        return Map.of(
                "store.url",
                Objects.requireNonNull(database).url(),
                "blobs.folder",
                blobs.toString(),
                "broker.embedded",
                "false",
                "broker.url",
                broker().uri().toString(),
                "broker.user",
                Topics.CENTRE,
                "broker.password.file",
                Files.writeString(folder.resolve("password"), "any").toString());
    }

    /** A worker, and how far the scan is by its page: only the one that has the box knows. */
    private record Worker(CentreSite site, NodeProcess process) implements AutoCloseable {
        int done() {
            try (var line = new HttpLine("127.0.0.1", site.httpPort())) {
                var found = UPWARDS.matcher(
                        line.get("/api/wards/" + WARD + "/blobs").body());
                return found.find() ? Integer.parseInt(found.group(1)) : 0;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private Worker worker(String name) throws IOException, InterruptedException {
        var site = CentreSite.of(folder.resolve(name));
        return new Worker(site, site.start(keys(shared)));
    }

    private Path stored(BlobName name) {
        var hex = name.hex();
        return shared.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    /** As {@code --give} does, from a process beside the workers. */
    private interface Beside {
        void with(BlobFolders blobs) throws IOException, BadForm, StoreFailure;
    }

    private void beside(Beside work) throws IOException, StoreFailure {
        try (var blobs = new BlobFolders(shared, InstantSource.system(), (after, task) -> () -> {}, bug -> {})) {
            work.with(blobs);
        } catch (BadForm impossible) {
            throw new AssertionFailedError("bytes in memory", impossible);
        }
    }

    private static byte[] release() {
        var bytes = new byte[60_000];
        new SplittableRandom(8).nextBytes(bytes);
        return bytes;
    }

    @Test
    void blobsOfAKilledWorkerGoOnAtAnother() throws Exception {
        try (var one = worker("one");
                var two = worker("two");
                var line = new LineProxy(broker().port(), WEATHER);
                var ends = new BlobEnds(folder)) {
            var box = ends.box(WARD, line.port());
            var early = put(box, 5_000, 1);
            box.give(early);
            await("the first scan is stored", () -> Files.exists(stored(early)));

            var scan = put(box, SCAN, 2);
            box.give(scan);
            await("half of the scan", () -> Math.max(one.done(), two.done()) > SCAN / 2);
            var release = new BlobName[1];
            beside(blobs -> {
                release[0] = blobs.blobs().put(new ByteArrayInputStream(release()), 60_000);
                blobs.outbox(BOX.value(), () -> {}).give(release[0]);
            });
            var owner = one.done() > two.done() ? one : two;
            var heir = List.of(one, two).get(owner.equals(one) ? 1 : 0);
            owner.process().kill();
            long upAtKill = line.up();
            assertThat(stored(scan)).doesNotExist();

            await("the scan at the centre", () -> Files.exists(stored(scan)));
            assertThat(line.up() - upAtKill)
                    .as("bytes that went up after the kill, for a scan of " + SCAN)
                    .isLessThan(SCAN * 3 / 4);
            await("the box knows it", () -> box.blobs().wasGiven(Topics.CENTRE, scan));
            await("the release at the box", () -> has(box, release[0]));
            beside(blobs -> blobs.outbox(OTHER.value(), () -> {}).give(early));
            var other = ends.box(OTHER_WARD, broker().port());
            await("what was stored before, read by the survivor", () -> has(other, early));
            assertThat(heir.process().isAlive()).isTrue();
            beside(blobs -> assertThat(blobs.blobs().open(scan).orElseThrow().readAllBytes())
                    .isEqualTo(box.blobs().blobs().open(scan).orElseThrow().readAllBytes()));
        }
    }

    @Test
    void workerWithAnotherFolderIsRefusedAndTheOthersWorkOn() throws Exception {
        try (var one = worker("one")) {
            var site = CentreSite.of(folder.resolve("two"));
            try (var refused = site.launch(keys(folder.resolve("not mounted")))) {
                assertThat(refused.awaitExit(Duration.ofSeconds(60))).isEqualTo(3);
                assertThat(refused.standardError())
                        .contains("không phải thư mục mà các tiến trình khác đang dùng chung", "is another folder");
            }
            assertThat(folder.resolve("not mounted")).doesNotExist();
            assertThat(one.process().isAlive()).isTrue();
        }
    }
}

package vn.tram.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.store.BoxStore;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.system.process.BoxSite.RunningBox;
import vn.tram.system.store.SqliteFile;

/** Real processes and files: a box comes back with a copy of its database, and has everything again that it lost. */
final class RestoredBoxSystemTest {
    private static final String WARD = "00070";
    private static final int POLLS = 600;
    private static final int POLL_MS = 100;
    private static final String TICKETS = "SELECT series, number, hex(id), state FROM ticket ORDER BY series, number";

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void boxRestoredFromACopyGetsItsOwnRecordsBackAndGivesNoNumberTwice()
            throws IOException, InterruptedException, StoreFailure {
        var city = CentreSite.of(folder.resolve("centre"));
        var site = city.box(folder.resolve("box"), WARD, city.brokerPort());
        try (var centre = city.start()) {
            city.publish(WARD, OpenHall.json(Rules.STANDARD));
            try (var box = site.start()) {
                await(
                        "the hall is open",
                        () -> get(box, "/api/hall").path("open").asBoolean());
                issue(box, 20);
                box.process().kill();
            }
            var copy = folder.resolve("copy");
            Files.copy(site.database(), copy);
            Files.copy(beside(site, "-wal"), folder.resolve("copy-wal"));
            int last;
            try (var box = site.start()) {
                last = issue(box, 15);
                await("the centre has it", () -> settled(box));
                box.process().kill();
            }
            Files.copy(copy, site.database(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(folder.resolve("copy-wal"), beside(site, "-wal"), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(beside(site, "-shm"));
            try (var box = site.start()) {
                assertThat(issue(box, 1)).isGreaterThan(last);
                await("the box has everything again", () -> tickets(box) == 36 && settled(box));
                box.process().stop();
            }
            centre.stop();
        }
        try (var here = SqliteFile.open(site.database());
                var there = SqliteFile.open(city.database())) {
            assertThat(here.rows(TICKETS)).hasSize(36).isEqualTo(there.rows(TICKETS));
            assertThat(here.number("SELECT count(*) FROM epoch WHERE ended <> 0"))
                    .as("an epoch is over")
                    .isPositive();
            assertThat(there.number("SELECT count(*) FROM alarm WHERE code = 'EPOCH_BEGUN'"))
                    .as("the city knows of it")
                    .isEqualTo(1);
            assertThat(there.number("SELECT count(*) FROM alarm WHERE code = 'FORK' AND open = 1"))
                    .as("nobody has to decide anything")
                    .isZero();
        }
    }

    private static Path beside(BoxSite site, String ending) {
        return site.database().resolveSibling(BoxStore.FILE + ending);
    }

    /** Takes so many numbers; returns the last. */
    private int issue(RunningBox box, int count) throws IOException, InterruptedException {
        int last = 0;
        for (int i = 0; i < count; i++) {
            var press = "{\"requestId\":\"" + UUID.randomUUID()
                    + "\",\"series\":\"A\",\"procedure\":\"\",\"channel\":\"KIOSK\"}";
            try (var line = box.connect()) {
                var answer = line.post("/api/tickets", press);
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                last = Integer.parseInt(
                        json.readTree(answer.body()).path("number").asText().substring(1));
            }
        }
        return last;
    }

    private boolean settled(RunningBox box) throws IOException {
        var line = get(box, "/api/status").path("line");
        boolean applied = line.path("state").asText().equals("ONLINE");
        for (var lane : line.path("lanes")) {
            applied &= lane.path("applied").asLong() == lane.path("head").asLong();
        }
        return applied && line.path("unsent").asLong() == 0;
    }

    private int tickets(RunningBox box) throws IOException {
        int all = 0;
        for (var series : get(box, "/api/hall").path("series")) {
            all += series.path("waiting").asInt();
        }
        return all;
    }

    private JsonNode get(RunningBox box, String path) throws IOException {
        try (var line = box.connect()) {
            return json.readTree(line.get(path).body());
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException notYet) {
                assertThat(notYet).as("the box may still be starting").isNotNull();
            }
            never.await(POLL_MS, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("not within " + POLLS * POLL_MS / 1_000 + " s: " + what);
    }
}

package vn.tram.system.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.line.Needed;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.CityDesk;
import vn.tram.system.process.Mosquitto;
import vn.tram.system.store.FreshDatabase;

/** Two live workers of one centre on PostgreSQL: whichever a box or city IT meets, it is one city. */
@Timeout(300)
final class WorkersEnrolSystemTest {
    /** What is promised: a box that was revoked is out within a minute. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private static final List<String> WARDS = List.of("00070", "00004", "00008", "00025");

    @TempDir
    private Path folder = Path.of("");

    private final CountDownLatch never = new CountDownLatch(1);

    private Map<String, String> keys(FreshDatabase database, Mosquitto broker, Map<String, String> authority)
            throws IOException {
        var keys = new HashMap<String, String>();
        keys.put("store.url", database.url());
        keys.put("blobs.folder", folder.resolve("blobs").toString());
        keys.put("broker.embedded", "false");
        keys.put("broker.url", broker.uri().toString());
        keys.put("broker.user", Topics.CENTRE);
        keys.put(
                "broker.password.file",
                Files.writeString(folder.resolve("password"), "any").toString());
        keys.put("ca.folder", authority.getOrDefault("ca.folder", ""));
        keys.put("enrol.broker", "ssl://localhost:8883");
        return keys;
    }

    @Test
    void boxEnrolsAtAnyWorkerAndRevocationAtOneIsSeenByTheOtherWithinAMinute() throws Exception {
        Needed.mosquitto();
        try (var database = FreshDatabase.create(Needed.postgres());
                var broker = Mosquitto.in(folder)) {
            broker.start();
            var one = CentreSite.of(folder.resolve("one"));
            var two = CentreSite.of(folder.resolve("two"));
            var desk = new CityDesk(one.checkout(), folder.resolve("desk"), List.of());
            var keys = keys(database, broker, desk.authority(one, List.of()));
            keys.put("worker.name", "one");
            try (var first = one.start(keys)) {
                keys.put("worker.name", "two");
                try (var second = two.start(keys)) {
                    awaitOwners(desk, one);
                    awaitOwners(desk, two);
                    enrolledAcross(desk, one, two);
                    revokedAcross(desk, one, two);
                    assertThat(first.isAlive() && second.isAlive()).isTrue();
                }
            }
        }
    }

    /** Right after the start nobody has the boxes yet, and whoever asks is told to try again. */
    private void awaitOwners(CityDesk desk, CentreSite at) throws InterruptedException {
        var last = "";
        for (int i = 0; i < 20; i++) {
            try {
                for (var ward : WARDS) {
                    desk.code(at, "w" + ward + "-3");
                }
                return;
            } catch (IOException notYet) {
                last = String.valueOf(notYet.getMessage());
                never.await(1, TimeUnit.SECONDS);
            }
        }
        throw new AssertionError("the boxes have no worker: " + last);
    }

    /** Each worker has some of these boxes; each code is made at one and typed against the other. */
    private void enrolledAcross(CityDesk desk, CentreSite one, CentreSite two) throws Exception {
        for (int i = 0; i < WARDS.size(); i++) {
            var made = i % 2 == 0 ? one : two;
            var typed = i % 2 == 0 ? two : one;
            var ward = WARDS.get(i);
            var code = desk.code(made, "w" + ward + "-1");
            var wrong = desk.code(made, "w" + ward + "-2");
            for (var at : List.of(typed, made, typed)) {
                assertThat(TypedCode.into(data(ward), ward, at, wrong)).contains("CLAIM_WRONG", "4");
            }
            assertThat(TypedCode.into(data(ward), ward, typed, code)).contains("ENROLLED");
        }
    }

    private Path data(String ward) {
        return folder.resolve("box-" + ward);
    }

    private void revokedAcross(CityDesk desk, CentreSite one, CentreSite two) throws Exception {
        var serials = new ArrayList<String>();
        for (var ward : WARDS.subList(0, 2)) {
            serials.add(TypedCode.serial(data(ward)));
        }
        long begin = System.nanoTime();
        desk.operator(one, "revoke", "w" + WARDS.get(0) + "-1", "--why", "mất máy");
        desk.operator(two, "revoke", "w" + WARDS.get(1) + "-1", "--why", "mất máy");
        while (!(lists(one, serials) && lists(two, serials))) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMISED);
            never.await(250, TimeUnit.MILLISECONDS);
        }
        System.out.println("both lists after " + Duration.ofNanos(System.nanoTime() - begin));
        assertThat(TypedCode.openssl("crl", "-noout", "-text", "-in", two.data().resolve("revoked.pem")))
                .doesNotContain(TypedCode.serial(data(WARDS.get(2))));
    }

    private static boolean lists(CentreSite at, List<String> serials) throws IOException, InterruptedException {
        var text = TypedCode.openssl("crl", "-noout", "-text", "-in", at.data().resolve("revoked.pem"));
        return serials.stream().allMatch(text::contains);
    }
}

package vn.tram.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.BoxProcess;
import vn.tram.system.process.BoxSite.RunningBox;

/** Box and centre as processes, with certificates on their disks. */
@Timeout(180)
final class CertificatesSystemTest {
    private static final String WARD = "00070";
    private static final int CANNOT_START = 3;
    private static final int BAD_SETTINGS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MS = 100;

    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private CityFiles files;
    private CentreSite centre;

    @BeforeEach
    void city() throws IOException {
        files = CityFiles.in(folder.resolve("city"));
        centre = CentreSite.of(folder.resolve("centre"));
    }

    private BoxSite box(String name) throws IOException {
        return centre.box(folder.resolve(name), WARD, centre.brokerPort());
    }

    private String status(RunningBox box, String word) throws IOException, InterruptedException {
        try (var line = box.connect()) {
            var answer = line.get("/api/status").body();
            for (int i = 0; !answer.contains(word) && i < 400; i++) {
                boolean over = never.await(POLL_MS, TimeUnit.MILLISECONDS);
                assertThat(over).isFalse();
                answer = line.get("/api/status").body();
            }
            return answer;
        }
    }

    @Test
    void boxAndCentreMeetByCertificateAndABoxWithoutOneServesItsHall() throws Exception {
        try (var running = centre.start(files.centre())) {
            assertThat(running.isAlive()).isTrue();
            try (var box = files.certified(box("box")).start()) {
                assertThat(status(box, "\"state\":\"ONLINE\"")).contains("\"state\":\"ONLINE\"");
            }
            try (var bare = files.trusting(box("bare")).start()) {
                assertThat(status(bare, "no certificate")).contains("no certificate that can be used in");
            }
            try (var plain = box("plain").start()) {
                assertThat(status(plain, "\"why\":\"")).doesNotContain("\"state\":\"ONLINE\"");
            }
        }
    }

    @Test
    void boxDoesNotStartWithoutAnybodyToTrustNorInTheClear() throws Exception {
        var nobody = ended(files.trusting(box("box")).with("line.ca", folder + "/nowhere.pem"));
        assertThat(nobody).startsWith(CANNOT_START + " ").contains("cannot use line.ca=");
        var clear = ended(box("box").with("broker.url", "tcp://192.0.2.7:1883"));
        assertThat(clear).startsWith(BAD_SETTINGS + " ").contains("another machine without certificates");
    }

    private static String ended(BoxSite site) throws InterruptedException {
        try (var process = site.launch(List.of())) {
            return process.awaitExit(LIMIT) + " " + process.standardError();
        }
    }

    @Test
    void centreNamesTheFileThatItCannotUse() throws Exception {
        var other = CityFiles.in(folder.resolve("other"));
        for (var key : List.of("broker.certificate", "broker.key", "broker.ca", "broker.revoked")) {
            var keys = new HashMap<>(files.centre());
            keys.put(key, folder.resolve("absent").toString());
            assertThat(ended(keys)).startsWith(CANNOT_START + " ").contains("cannot use " + key);
        }
        var keys = new HashMap<>(files.centre());
        keys.put("broker.key", other.centre().get("broker.key"));
        assertThat(ended(keys)).contains("the key is not that of the certificate");
        keys.put("broker.key", files.centre().get("broker.key"));
        keys.put("broker.revoked", other.centre().get("broker.revoked"));
        assertThat(ended(keys)).contains("a list of an authority that is not ours");
    }

    private String ended(Map<String, String> keys) throws InterruptedException {
        try (var process = centre.launch(keys)) {
            return process.awaitExit(LIMIT) + " " + process.standardError();
        }
    }

    /** The moment that a box's clock cannot lie before moves with each release. */
    @Test
    void softwareKnowsWhenItWasMade() throws IOException {
        var pom = Files.readString(Checkout.find().root().resolve("pom.xml"));
        assertThat(pom).contains("<project.build.outputTimestamp>" + BoxProcess.MADE + "</");
    }
}

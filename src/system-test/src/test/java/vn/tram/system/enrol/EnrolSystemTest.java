package vn.tram.system.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.NodeProcess;
import vn.tram.system.process.OpenHall;

/** Real processes: what city IT, a ward's administrator and somebody in between do with a box from a shop. */
final class EnrolSystemTest {
    private static final String WARD = "00070";
    private static final String BOX = "w00070-1";
    private static final int POLLS = 1_200;
    private static final int POLL_MS = 100;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch never = new CountDownLatch(1);

    /** The command line of city IT; returns what it printed. */
    private String provision(CentreSite city, String... words) throws InterruptedException {
        var command = new ArrayList<>(city.checkout().centre());
        command.set(command.size() - 1, "vn.tram.provisioning.cli.Provision");
        command.addAll(List.of(words));
        try (var process = NodeProcess.start(command, "provision")) {
            int code = process.awaitExit(LIMIT);
            assertThat(code)
                    .as(process.standardOutput() + process.standardError())
                    .isZero();
            return process.standardOutput();
        }
    }

    private String operator(CentreSite city, String... words) throws InterruptedException {
        var all = new ArrayList<>(List.of("box"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--centre",
                "http://127.0.0.1:" + city.httpPort(),
                "--token-file",
                city.data().resolve("operator.token").toString(),
                "--who",
                "An"));
        return provision(city, all.toArray(String[]::new));
    }

    private static String code(String printed) {
        return printed.replaceAll("(?s).*?([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}).*", "$1");
    }

    private Map<String, String> authority(CentreSite city) throws IOException, InterruptedException {
        var phrase = Files.writeString(folder.resolve("phrase"), "một câu dài và khó đoán")
                .toString();
        var root = folder.resolve("root").toString();
        var issuing = folder.resolve("issuing").toString();
        provision(
                city,
                "ca",
                "create",
                "--folder",
                root,
                "--organisation",
                "UBND thành phố Hà Nội",
                "--domain",
                "tram.test",
                "--passphrase-file",
                phrase);
        provision(city, "ca", "issuing", "--folder", root, "--out", issuing, "--passphrase-file", phrase);
        var broker = folder.resolve("broker");
        provision(city, "ca", "server", "--folder", issuing, "--out", broker.toString(), "--name", "localhost");
        return Map.of(
                "ca.folder",
                issuing,
                "broker.certificate",
                broker.resolve("server.pem").toString(),
                "broker.key",
                broker.resolve("server.key").toString(),
                "broker.ca",
                folder.resolve("issuing/issuing.pem").toString(),
                "broker.revoked",
                city.data().resolve("revoked.pem").toString(),
                "enrol.broker",
                "ssl://localhost:" + city.brokerPort());
    }

    /** As it comes out of the shop: it knows its ward and nothing of the city. */
    private BoxSite fresh(CentreSite city, int port) {
        return new BoxSite(
                city.checkout(),
                folder.resolve("box"),
                Map.of("node.ward", WARD, "http.port", Integer.toString(port), "line.spread", "1"));
    }

    private JsonNode claim(int port, String centre, String code) throws IOException {
        try (var line = new HttpLine("127.0.0.1", port)) {
            var asked = json.createObjectNode().put("centre", centre).put("code", code);
            return json.readTree(line.post("/api/setup/claim", json.writeValueAsString(asked))
                    .body());
        }
    }

    private JsonNode get(int port, String path) throws IOException {
        try (var line = new HttpLine("127.0.0.1", port)) {
            return json.readTree(line.get(path).body());
        }
    }

    @Test
    void boxFromTheShopComesToItsFirstSyncThroughWrongCodesAMeddlerAndADeadCentre() throws Exception {
        var city = CentreSite.of(folder.resolve("centre"));
        int port = FreePort.find();
        var keys = authority(city);
        var site = fresh(city, port);
        var address = "http://127.0.0.1:" + city.httpPort();
        String right;
        try (var centre = city.start(keys);
                var box = site.start()) {
            city.publish(WARD, OpenHall.json(Rules.STANDARD));
            right = code(operator(city, "claim", BOX));
            var guess = code(operator(city, "claim", "w00004-1"));
            assertThat(get(port, "/api/setup").path("stage").asText()).isEqualTo("NO_IDENTITY");
            assertThat(claim(port, address, "7K2M-9QXD-04TF").path("code").asText())
                    .isEqualTo("CODE_MISTYPED");
            var wrong = claim(port, address, guess);
            assertThat(wrong.path("code").asText()).isEqualTo("CLAIM_WRONG");
            assertThat(wrong.path("triesLeft").asInt()).isEqualTo(4);
            try (var meddler = new Meddler(city.httpPort())) {
                assertThat(claim(port, meddler.address(), right).path("code").asText())
                        .isEqualTo("CITY_NOT_PROVEN");
            }
            assertThat(site.data().resolve("identity")).doesNotExist();
            assertThat(site.data().resolve("city")).doesNotExist();
            assertThat(box.process().isAlive()).isTrue();
            centre.kill();
            assertThat(claim(port, address, right).path("code").asText()).isEqualTo("CENTRE_SILENT");
        }
        try (var centre = city.start(keys);
                var box = site.start()) {
            var done = claim(port, address, right.toLowerCase(java.util.Locale.ROOT));
            assertThat(done.path("stage").asText()).as(done.toString()).isEqualTo("ENROLLED");
            assertThat(operator(city, "list")).contains(done.path("words").asText());
            await(
                    "the box has begun anew and is on the line",
                    () -> get(port, "/api/status")
                            .path("line")
                            .path("state")
                            .asText()
                            .equals("ONLINE"));
            await("the hall is open", () -> get(port, "/api/hall").path("open").asBoolean());
            issue(port);
            await("the city has it", () -> issuedToday(city) == 1);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(site.data().resolve("identity/1/key.pem"))))
                    .isEqualTo("rw-------");
            openssl("verify", "-CAfile", "city/roots.pem", "-untrusted", "identity/1/chain.pem", "identity/1/cert.pem");
            assertThat(claim(port, address, right).path("code").asText()).isEqualTo("ALREADY_ENROLLED");
            takenBack(city, port);
            assertThat(box.process().isAlive()).isTrue();
            centre.stop();
        }
    }

    /** What a broker reads says so, in words that openssl understands. */
    private void takenBack(CentreSite city, int port) throws Exception {
        operator(city, "revoke", BOX, "--why", "mất máy");
        var list = city.data().resolve("revoked.pem");
        var serial = openssl("x509", "-noout", "-serial", "-in", "identity/1/cert.pem")
                .replaceAll("(?s).*serial=([0-9A-F]+).*", "$1");
        await("the list of revoked certificates names it", () -> {
            try {
                return openssl("crl", "-noout", "-text", "-in", list.toString()).contains(serial);
            } catch (InterruptedException ending) {
                throw new IOException(ending);
            }
        });
        openssl(
                "crl",
                "-noout",
                "-in",
                list.toString(),
                "-CAfile",
                folder.resolve("issuing/issuing.pem").toString());
        await(
                "the broker has put the box out",
                () -> !get(port, "/api/status")
                        .path("line")
                        .path("state")
                        .asText()
                        .equals("ONLINE"));
    }

    @Test
    void wrongTriesAreCountedOverAKillOfTheCentreAndTheCommandLineSaysHowItWent() throws Exception {
        var city = CentreSite.of(folder.resolve("centre"));
        var keys = authority(city);
        var site = fresh(city, 0);
        String right;
        String guess;
        try (var centre = city.start(keys)) {
            right = code(operator(city, "claim", BOX));
            guess = code(operator(city, "claim", "w00004-1"));
            for (int i = 0; i < 2; i++) {
                assertThat(typed(city, site, guess)).contains("1 " + BOX + ": CLAIM_WRONG", "left: 4");
            }
            centre.kill();
        }
        try (var centre = city.start(keys)) {
            assertThat(typed(city, site, guess)).contains("1 " + BOX + ": CLAIM_WRONG", "left: 3");
            operator(city, "void", BOX);
            assertThat(typed(city, site, right)).contains("1 " + BOX + ": CLAIM_DEAD");
            var next = code(operator(city, "claim", BOX));
            assertThat(typed(city, site, next)).matches("(?s)0 .*" + BOX + ": ENROLLED\\s*");
            centre.stop();
        }
    }

    /** Exit code and output of a box's command line. */
    private String typed(CentreSite city, BoxSite site, String code) throws Exception {
        var settings = folder.resolve("box.properties");
        Files.writeString(settings, "node.ward=" + WARD + "\nnode.data=" + site.data() + "\n");
        var command = new ArrayList<>(city.checkout().box());
        command.addAll(
                List.of("--config", settings.toString(), "--claim", "http://127.0.0.1:" + city.httpPort(), code));
        try (var process = NodeProcess.start(command, "claim")) {
            int exit = process.awaitExit(LIMIT);
            return exit + " " + process.standardOutput();
        }
    }

    private String openssl(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .directory(folder.resolve("box/data").toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private int issuedToday(CentreSite city) throws IOException {
        return get(city.httpPort(), "/api/wards")
                .path("totals")
                .path("issuedToday")
                .asInt();
    }

    private void issue(int port) throws IOException {
        try (var line = new HttpLine("127.0.0.1", port)) {
            var answer = line.post(
                    "/api/tickets",
                    "{\"requestId\":\"" + UUID.randomUUID()
                            + "\",\"series\":\"A\",\"procedure\":\"\",\"channel\":\"KIOSK\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
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
                assertThat(notYet).as("it may still be starting").isNotNull();
            }
            never.await(POLL_MS, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("not within " + POLLS * POLL_MS / 1_000 + " s: " + what);
    }
}

package vn.tram.system.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.IdentityFiles;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.IssuingFolder;
import vn.tram.system.process.BoxSite;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.HttpLine;
import vn.tram.system.process.LanAddress;

/** Box and centre as processes, their pages by TLS, with openssl as the judge. */
@Timeout(240)
final class PagesByTlsSystemTest {
    private static final String WARD = "00070";
    private static final String BOX = "w00070-1";
    private static final int POLLS = 600;
    private static final int POLL_MS = 100;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final CountDownLatch never = new CountDownLatch(1);

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
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

    private CityByHand city() throws IOException {
        return new CityByHand(CentreSite.of(folder.resolve("centre")), folder, FreePort.find());
    }

    private BoxSite box(CityByHand city, int port, int tlsPort) {
        return new BoxSite(
                city.city().checkout(),
                folder.resolve("box"),
                Map.of(
                        "node.ward",
                        WARD,
                        "http.port",
                        Integer.toString(port),
                        "http.tls.port",
                        Integer.toString(tlsPort),
                        "line.spread",
                        "1"));
    }

    private void claim(CityByHand city, int port) throws IOException, InterruptedException {
        var printed = city.operator(true, "claim", BOX);
        var code = printed.text().replaceAll("(?s).*?([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}).*", "$1");
        var asked = json.createObjectNode()
                .put("centre", "https://localhost:" + city.httpsPort())
                .put("code", code);
        try (var line = new HttpLine("127.0.0.1", port)) {
            assertThat(line.post("/api/setup/claim", json.writeValueAsString(asked))
                            .body())
                    .contains("ENROLLED");
        }
    }

    @Test
    void boxComesFromItsOwnCertificateToTheCitysAndRenewsItWithoutARestart() throws Exception {
        var city = city();
        int port = FreePort.find();
        int tlsPort = FreePort.find();
        var openssl = new OpenSslClient(tlsPort);
        var keys = city.authority();
        var site = box(city, port, tlsPort);
        try (var centre = city.city().start(keys)) {
            try (var box = site.start()) {
                assertThat(openssl.shown().text()).contains("CN = " + BOX);
                assertThat(openssl.handshake(city.root()).code()).isNotZero();
                claim(city, port);
                await(
                        "the city vouches for the pages",
                        () -> openssl.handshake(city.root(), "-verify_ip", "127.0.0.1")
                                        .code()
                                == 0);
                judge(city, openssl);
                assertThat(box.process().isAlive()).isTrue();
            }
            var old = layOldCertificate(site);
            try (var box = site.start()) {
                await("a certificate of 70 days is renewed", () -> {
                    var serial = openssl.shown().after("serial=");
                    return !serial.isEmpty() && !serial.equalsIgnoreCase(old);
                });
                judge(city, openssl);
                assertThat(box.process().isAlive()).isTrue();
            }
            assertThat(centre.isAlive()).isTrue();
        }
    }

    private void judge(CityByHand city, OpenSslClient openssl) throws Exception {
        var root = city.root();
        for (var version : List.of("-tls1_2", "-tls1_3")) {
            var said = openssl.handshake(root, version, "-verify_hostname", BOX + ".tram.test");
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).contains("Verification: OK");
        }
        assertThat(openssl.handshake(root, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
                        .code())
                .isNotZero();
        assertThat(openssl.handshake(root, "-tls1_2", "-cipher", "AES128-SHA:AES256-GCM-SHA384:@SECLEVEL=0")
                        .code())
                .isNotZero();
        assertThat(openssl.handshake(root, "-verify_hostname", "w00071-1.tram.test")
                        .code())
                .isNotZero();
        assertThat(openssl.shown().text()).contains("DNS:" + BOX + ".tram.test", "IP Address:127.0.0.1");
        try (var files = Files.walk(folder.resolve("box/data/hall-identity"))) {
            assertThat(files.filter(file -> file.endsWith("key.pem")))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(key -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                            .isEqualTo("rw-------"));
        }
    }

    /** Seventy days pass for the certificate, and for nothing else; its serial. */
    private String layOldCertificate(BoxSite site) throws Exception {
        var issuing = IssuingFolder.open(folder.resolve("issuing"), new SecureRandom());
        var key = EcKeys.node(new SecureRandom());
        var began = Instant.now().minus(Duration.ofDays(70));
        var names = new HallNames(Set.of(), Set.of("127.0.0.1"));
        var leaf = new Certificates(issuing.authority()).hall(key.getPublic(), new BoxId(BOX), names, began);
        new IdentityFiles(
                        site.data().resolve("hall-identity"), List.of(), new Dates(() -> 0, 0), any -> true, what -> {})
                .add(NodeIdentity.of(
                        key.getPrivate(), List.of(leaf, issuing.authority().certificate())));
        return leaf.getSerialNumber().toString(16);
    }

    @Test
    void centreTakesUpANewCertificateWhileItRunsAndCityItBelievesItsRootAlone() throws Exception {
        var city = city();
        var openssl = new OpenSslClient(city.httpsPort());
        var keys = new HashMap<>(city.authority());
        keys.put("http.host", "0.0.0.0");
        try (var centre = city.city().start(keys)) {
            plainHttpIsForThisMachine(city.city().httpPort());
            var said = openssl.handshake(city.root(), "-verify_hostname", "localhost");
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(openssl.handshake(city.root(), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
                            .code())
                    .isNotZero();
            assertThat(city.operator(true, "list").code()).isZero();
            assertThat(city.operator(false, "list").code()).isEqualTo(1);
            var first = openssl.shown().after("serial=");
            city.server("next");
            city.pages("next");
            await("the new certificate is shown", () -> {
                var serial = openssl.shown().after("serial=");
                return !serial.isEmpty() && !serial.equals(first);
            });
            assertThat(openssl.handshake(city.root()).code()).isZero();
            assertThat(centre.isAlive()).isTrue();
        }
    }

    private static void plainHttpIsForThisMachine(int port) throws IOException {
        try (var here = new HttpLine("127.0.0.1", port);
                var elsewhere = new HttpLine(LanAddress.find(), port)) {
            assertThat(here.get("/").status()).isEqualTo(200);
            for (var path : List.of("/", "/api/wards", "/metrics")) {
                var refused = elsewhere.get(path);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.body()).contains("HTTPS_ONLY");
            }
        }
    }

    @Test
    void plainHttpInTheHallExplainsAndDoesNothingElse() throws Exception {
        var city = city();
        var host = LanAddress.find();
        var site = box(city, 0, 0).with("http.host", "0.0.0.0");
        try (var box = site.start();
                var here = new HttpLine("127.0.0.1", box.port());
                var line = new HttpLine(host, box.port())) {
            assertThat(here.get("/api/hall").status()).isEqualTo(200);
            for (var path : List.of("/", "/kiosk", "/counter?n=1", "/setup")) {
                var page = line.get(path);
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.body()).contains("https://" + host + ":").doesNotContain("<script", "<form");
            }
            for (var path : List.of("/api/hall", "/api/status", "/api/setup")) {
                assertThat(line.get(path).status()).as(path).isEqualTo(403);
            }
            assertThat(line.post("/api/tickets", "{}").status()).isEqualTo(403);
            assertThat(line.post("/api/setup/claim", "{}").status()).isEqualTo(403);
            assertThat(line.get("/root.crt").status()).isEqualTo(404);
        }
    }
}

package vn.tram.system.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.system.line.Needed;
import vn.tram.system.process.CentreSite;
import vn.tram.system.process.CityDesk;

/** The city's issuing key in a token: Debian's SoftHSM2, reached by real processes. */
@Timeout(240)
final class TokenSystemTest {
    private static final String WARD = "00070";
    private static final String PIN = "48201937";

    @TempDir
    private Path folder = Path.of("");

    private List<String> before = List.of();
    private Map<String, String> place = Map.of();

    @BeforeEach
    void token() throws Exception {
        var library = Needed.softHsm();
        Files.createDirectories(folder.resolve("tokens"));
        var conf = Files.writeString(
                folder.resolve("softhsm2.conf"), "directories.tokendir = " + folder.resolve("tokens") + "\n");
        before = List.of("env", "SOFTHSM2_CONF=" + conf);
        var made = new ProcessBuilder(
                "env",
                "SOFTHSM2_CONF=" + conf,
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "tram",
                "--so-pin",
                "97310284",
                "--pin",
                PIN);
        var process = made.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        place = Map.of(
                "library", library.toString(),
                "slot", said.replaceAll("(?s).*slot (\\d+).*", "$1"),
                "pin", Files.writeString(folder.resolve("pin"), PIN + "\n").toString());
    }

    private List<String> options() {
        return List.of(
                "--token-library",
                place.getOrDefault("library", ""),
                "--token-slot",
                place.getOrDefault("slot", ""),
                "--token-pin-file",
                place.getOrDefault("pin", ""));
    }

    private Map<String, String> settings(Map<String, String> authority) {
        var keys = new HashMap<>(authority);
        keys.put("ca.token.library", place.getOrDefault("library", ""));
        keys.put("ca.token.slot", place.getOrDefault("slot", ""));
        keys.put("ca.token.pin.file", place.getOrDefault("pin", ""));
        return keys;
    }

    @Test
    void boxGetsItsCertificateFromAKeyThatNeverLeavesItsToken() throws Exception {
        var city = CentreSite.of(folder.resolve("centre"));
        var desk = new CityDesk(city.checkout(), folder.resolve("desk"), before);
        var keys = settings(desk.authority(city, options()));
        var issuing = folder.resolve("desk/issuing");
        assertThat(issuing.resolve("issuing.pem")).exists();
        assertThat(issuing.resolve("issuing.key")).doesNotExist();
        var data = folder.resolve("box");
        try (var centre = city.start(keys, before)) {
            var code = desk.code(city, "w" + WARD + "-1");
            assertThat(TypedCode.into(data, WARD, city, code)).contains("ENROLLED");
            TypedCode.openssl(
                    "verify",
                    "-CAfile",
                    data.resolve("city/roots.pem"),
                    "-untrusted",
                    data.resolve("identity/1/chain.pem"),
                    data.resolve("identity/1/cert.pem"));
            TypedCode.openssl(
                    "crl",
                    "-noout",
                    "-in",
                    city.data().resolve("revoked.pem"),
                    "-CAfile",
                    issuing.resolve("issuing.pem"));
            assertThat(centre.isAlive()).isTrue();
        }
        keyIsNeverOverwritten(desk);
        wrongPinIsTold(city, keys);
    }

    private void keyIsNeverOverwritten(CityDesk desk) throws InterruptedException {
        var words = new java.util.ArrayList<>(List.of(
                "ca",
                "issuing",
                "--folder",
                folder.resolve("desk/root").toString(),
                "--out",
                folder.resolve("another").toString(),
                "--passphrase-file",
                folder.resolve("desk/phrase").toString()));
        words.addAll(options());
        try {
            throw new AssertionError(desk.provision(words));
        } catch (IOException refused) {
            assertThat(refused.getMessage()).contains("tram-issuing");
        }
        assertThat(folder.resolve("another")).doesNotExist();
    }

    private void wrongPinIsTold(CentreSite city, Map<String, String> keys) throws Exception {
        Files.writeString(Path.of(place.getOrDefault("pin", "")), "00000000\n");
        try (var centre = city.launch(keys, before)) {
            assertThat(centre.awaitExit(Duration.ofMinutes(1))).isNotZero();
            assertThat(centre.standardOutput() + centre.standardError())
                    .contains("is not opened by the PIN in " + place.getOrDefault("pin", ""))
                    .doesNotContain("00000000");
        }
    }
}

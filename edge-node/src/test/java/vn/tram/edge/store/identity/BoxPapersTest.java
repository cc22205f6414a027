package vn.tram.edge.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.KeyWords;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.enrol.Granted;

final class BoxPapersTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final String CENTRE = "https://tram.test";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CityNames NAMES = new CityNames("UBND", "tram.test");

    private final Authority root = Authority.root(NAMES, NOW, RANDOM);
    private final Authority issuing = root.issuing(NOW);

    @TempDir
    Path data;

    private Instant now = NOW;

    private BoxPapers open() {
        return new BoxPapers(data, data.resolve("identity"), BOX, () -> now.toEpochMilli(), what -> {});
    }

    private Granted granted(PublicKey key, BoxId box, Authority anchor) {
        var made = new Certificates(issuing).box(key, box, NOW);
        return new Granted(
                box,
                Pem.of(made, issuing.certificate()),
                Pem.of(anchor.certificate()),
                List.of(TestKeys.CITY.verifyKey().raw().hex()),
                "ssl://mqtt.tram.test:8883");
    }

    private Granted granted(Bytes request) throws BadForm {
        return granted(CertificateRequest.read(request), BOX, root);
    }

    @Test
    void requestStaysTheSameUntilItIsAnswered() throws StoreFailure, BadForm {
        var request = open().request();
        assertThat(open().request()).isEqualTo(request);
        open().take(granted(request), CENTRE);
        assertThat(open().request()).isNotEqualTo(request);
    }

    @Test
    void identityComesBackAfterARestart() throws Exception {
        assertThat(open().current()).isEmpty();
        var taken = open().take(granted(open().request()), CENTRE);
        assertThat(open().current()).contains(taken);
        assertThat(taken.centre()).isEqualTo(CENTRE);
        assertThat(taken.city()).containsExactly(TestKeys.CITY.verifyKey());
        var key = data.resolve("identity/1/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(data.resolve("identity-asked.pem")).doesNotExist();
    }

    @Test
    void keyThatWaitsIsForItsOwnerAlone() throws Exception {
        open().request();
        assertThat(Files.getPosixFilePermissions(data.resolve("identity-asked.pem")))
                .hasSize(2);
    }

    @Test
    void nextCertificateIsAboutANewKeyAndTheOldOneIsKept() throws Exception {
        var first = open().take(granted(open().request()), CENTRE);
        var renewal = open().renewal();
        assertThat(renewal.isSignedByHolder()).isTrue();
        assertThat(KeyWords.of(renewal.certificate().getPublicKey())).isEqualTo(first.words());
        var second = open().take(granted(renewal.request()), CENTRE);
        assertThat(second.words()).isNotEqualTo(first.words());
        assertThat(open().current()).contains(second);
        assertThat(data.resolve("identity/1")).exists();
        assertThat(data.resolve("identity/2")).exists();
    }

    @Test
    void whatDoesNotFitIsNotKept() throws Exception {
        var shelf = open();
        var key = CertificateRequest.read(shelf.request());
        var stranger = Authority.root(NAMES, NOW, RANDOM);
        var wrong = List.of(
                granted(EcKeys.node(RANDOM).getPublic(), BOX, root),
                granted(key, new BoxId("w00073-1"), root),
                granted(key, BOX, stranger),
                new Granted(BOX, "nonsense", "", List.of(), ""));
        for (var each : wrong) {
            assertThatThrownBy(() -> shelf.take(each, CENTRE)).isInstanceOf(BadForm.class);
        }
        var right = granted(key, BOX, root);
        var badLine = new Granted(BOX, right.chain(), right.anchors(), right.cityKeys(), "ssl://x:1\nnode.ward=1");
        assertThatThrownBy(() -> shelf.take(badLine, CENTRE)).isInstanceOf(BadForm.class);
        now = NOW.plus(Duration.ofDays(366));
        assertThatThrownBy(() -> shelf.take(right, CENTRE)).isInstanceOf(BadForm.class);
        assertThat(open().current()).isEmpty();
        assertThat(data.resolve("city")).doesNotExist();
    }

    @Test
    void certificateThatBeginsAfterAClockThatLiesBehindIsTaken() throws Exception {
        now = NOW.minus(Duration.ofDays(300));
        assertThat(open().take(granted(open().request()), CENTRE).until()).isPositive();
    }

    @Test
    void whatTheCityToldStandsInForSettingsThatAreNotGiven() throws Exception {
        var file = Map.of("node.data", data.toString(), "node.ward", "00070");
        assertThat(CityFiles.under(file)).isEqualTo(file);
        open().take(granted(open().request()), CENTRE);
        assertThat(CityFiles.under(file))
                .containsEntry("broker.url", "ssl://mqtt.tram.test:8883")
                .containsEntry("city.key", TestKeys.CITY.verifyKey().raw().hex())
                .containsEntry("line.ca", data.resolve("city/roots.pem").toString());
        var own = Map.of("node.data", data.toString(), "broker.url", "tcp://127.0.0.1:1");
        assertThat(CityFiles.under(own)).containsEntry("broker.url", "tcp://127.0.0.1:1");
    }
}

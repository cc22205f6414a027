package vn.tram.edge.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.edge.store.identity.HallPapers.Place;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.enrol.Granted;

final class HallPapersTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Authority root = Authority.root(new CityNames("UBND", "tram.test"), NOW, RANDOM);
    private final Authority issuing = root.issuing(NOW);
    private final Certificates certificates = new Certificates(issuing);

    @TempDir
    Path data;

    private Instant now = NOW;
    private BoxPapers papers;
    private HallPapers hall;

    @BeforeEach
    void enrol() throws StoreFailure, BadForm {
        papers = new BoxPapers(data, data.resolve("identity"), BOX, () -> now.toEpochMilli(), what -> {});
        hall = open(Set.of());
        var key = CertificateRequest.read(papers.request());
        papers.take(granted(Pem.of(certificates.box(key, BOX, NOW), issuing.certificate()), BOX), "https://tram.test");
    }

    private HallPapers open(Set<String> names) {
        var place = new Place(data.resolve("hall-identity"), BOX, names, true);
        return new HallPapers(place, papers, () -> now.toEpochMilli(), what -> {});
    }

    private Granted granted(String chain, BoxId box) {
        return new Granted(
                box,
                chain,
                Pem.of(root.certificate()),
                List.of(TestKeys.CITY.verifyKey().raw().hex()),
                "ssl://mqtt.tram.test:8883");
    }

    /** What the city does with a request. */
    private Granted answered(BoxId box, Instant from) throws StoreFailure, BadForm {
        var request = hall.request(hall.wanted()).request();
        var names = box.equals(BOX) ? CertificateRequest.names(request) : new HallNames(Set.of(), Set.of());
        var made = certificates.hall(CertificateRequest.read(request), box, names, from);
        return granted(Pem.of(made, issuing.certificate()), BOX);
    }

    @Test
    void withoutTheCitysCertificateTheBoxShowsOneOfItsOwnAndKeepsIt() throws StoreFailure, IOException {
        var first = hall.shown();
        assertThat(first.ofCity()).isFalse();
        assertThat(open(Set.of()).shown().identity().leaf())
                .isEqualTo(first.identity().leaf());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("hall-identity/self/1/key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void citysCertificateIsShownOnceItIsThereAndNotWhenItHasEnded() throws StoreFailure, BadForm, IOException {
        var own = hall.shown().identity().leaf();
        hall.take(answered(BOX, NOW));
        assertThat(hall.shown().ofCity()).isTrue();
        assertThat(hall.current().orElseThrow().names().addresses()).contains("127.0.0.1");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("hall-identity/1/key.pem"))))
                .isEqualTo("rw-------");
        now = NOW.plus(Duration.ofDays(181));
        assertThat(hall.shown().ofCity()).isFalse();
        assertThat(hall.shown().identity().leaf()).isEqualTo(own);
    }

    @Test
    void damagedGenerationFallsBackToTheOneBefore() throws StoreFailure, BadForm, IOException {
        hall.take(answered(BOX, NOW));
        var first = hall.shown().identity().leaf();
        hall.take(answered(BOX, NOW));
        hall.take(answered(BOX, NOW));
        assertThat(data.resolve("hall-identity/1")).doesNotExist();
        Files.writeString(data.resolve("hall-identity/3/key.pem"), "torn");
        assertThat(hall.shown().ofCity()).isTrue();
        assertThat(hall.shown().identity().leaf()).isNotEqualTo(first);
    }

    @Test
    void whatIsForAnotherBoxAnotherKeyOrFromAnotherCityIsNotKept() throws StoreFailure, BadForm {
        var foreign = answered(new BoxId("w00071-1"), NOW);
        assertThatThrownBy(() -> hall.take(foreign)).isInstanceOf(BadForm.class);
        var late = answered(BOX, NOW);
        hall.request(hall.wanted());
        assertThatThrownBy(() -> hall.take(late)).isInstanceOf(BadForm.class);
        var other = Authority.root(new CityNames("X", "tram.test"), NOW, RANDOM);
        var good = answered(BOX, NOW);
        var unvouched = new Granted(BOX, good.chain(), Pem.of(other.certificate()), good.cityKeys(), good.broker());
        assertThatThrownBy(() -> hall.take(unvouched)).isInstanceOf(BadForm.class);
        assertThat(hall.current()).isEmpty();
    }

    @Test
    void onlyNamesThatMayBeTheBoxsAreAskedFor() {
        var names = open(Set.of("localhost", "tram.lan", "w00070-1.tram.test", "w00070.tram.test", "w00071.tram.test"));
        assertThat(names.wanted().hosts()).containsExactlyInAnyOrder("w00070-1.tram.test", "w00070.tram.test");
        assertThat(names.wanted().addresses()).allMatch(HallNames::isPrivate);
    }
}

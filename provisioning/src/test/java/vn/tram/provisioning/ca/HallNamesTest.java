package vn.tram.provisioning.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;

/** What a certificate for the pages of a hall may name. */
class HallNamesTest {
    private static final CityNames CITY = new CityNames("UBND thành phố Hà Nội", "tram.hanoi.gov.vn");
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private final SecureRandom random = new SecureRandom();

    private static HallNames hosts(String... hosts) {
        return new HallNames(Set.of(hosts), Set.of());
    }

    private static HallNames addresses(String... addresses) {
        return new HallNames(Set.of(), Set.of(addresses));
    }

    @Test
    void boxMayHaveItsOwnNameItsWardsAndPrivateAddresses() {
        assertThat(hosts("w00070-1.tram.hanoi.gov.vn", "w00070.tram.hanoi.gov.vn")
                        .foreign(CITY, BOX))
                .isEmpty();
        assertThat(addresses("10.1.2.3", "172.16.0.9", "192.168.1.10", "127.0.0.1", "fd00:0:0:0:0:0:0:2", "::1")
                        .foreign(CITY, BOX))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w00070-2.tram.hanoi.gov.vn",
                "w00071-1.tram.hanoi.gov.vn",
                "tram.hanoi.gov.vn",
                "mqtt.tram.hanoi.gov.vn",
                "w00070-1.tram.hanoi.gov.vn.evil.example",
                "x.w00070-1.tram.hanoi.gov.vn",
                "*.tram.hanoi.gov.vn",
                "dichvucong.gov.vn",
                "localhost"
            })
    void nameOfSomebodyElseIsForeign(String host) {
        assertThat(hosts(host).foreign(CITY, BOX)).contains(host);
        var key = EcKeys.node(random);
        var certificates = new Certificates(Authority.root(CITY, NOW, random).issuing(NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificates.hall(key.getPublic(), BOX, hosts(host), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "192.169.0.1", "169.254.1.1", "2001:db8::1", "fe80::1", "x", "1"})
    void addressOfTheInternetIsForeign(String address) {
        assertThat(addresses(address).foreign(CITY, BOX)).contains(address);
    }

    @Test
    void namesOfARequestAreThoseOfTheCertificate() throws BadForm {
        var asked = new HallNames(Set.of("w00070.tram.hanoi.gov.vn"), Set.of("192.168.1.10", "fd00:0:0:0:0:0:0:2"));
        var key = EcKeys.node(random);
        var read = CertificateRequest.names(CertificateRequest.make(key, "x", asked));
        assertThat(read).isEqualTo(asked);
        var leaf =
                new Certificates(Authority.root(CITY, NOW, random).issuing(NOW)).hall(key.getPublic(), BOX, read, NOW);
        assertThat(HallNames.of(leaf).addresses()).isEqualTo(asked.addresses());
        assertThat(HallNames.of(leaf).hosts())
                .containsExactlyInAnyOrder("w00070.tram.hanoi.gov.vn", "w00070-1.tram.hanoi.gov.vn");
        assertThat(HallNames.of(leaf).cover(asked)).isTrue();
        assertThat(asked.cover(HallNames.of(leaf))).isFalse();
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(180)));
    }

    @Test
    void requestWithTooManyNamesOrNoneAtAllIsToldApart() throws BadForm {
        var key = EcKeys.node(random);
        var many = IntStream.range(0, HallNames.MOST + 1)
                .mapToObj(i -> "10.0.0." + i)
                .collect(Collectors.toSet());
        var request = CertificateRequest.make(key, "x", new HallNames(Set.of(), many));
        assertThatThrownBy(() -> CertificateRequest.names(request)).isInstanceOf(BadForm.class);
        assertThat(CertificateRequest.names(CertificateRequest.make(key, "x")))
                .isEqualTo(new HallNames(Set.of(), Set.of()));
        assertThatThrownBy(() -> CertificateRequest.names(Bytes.owned(new byte[] {1, 2, 3})))
                .isInstanceOf(BadForm.class);
    }

    @Test
    void selfMadeCertificateVouchesForItselfAlone() throws Exception {
        var key = EcKeys.node(random);
        var made = SelfMade.certificate(key, BOX, addresses("192.168.1.10"), NOW);
        made.verify(key.getPublic());
        assertThat(made.getBasicConstraints()).isEqualTo(-1);
        assertThat(HallNames.of(made).addresses()).containsExactly("192.168.1.10");
        assertThat(Certificates.boxOf(made)).isEmpty();
    }
}

package vn.tram.provisioning.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;

/** The documents as they are on the line, for ever. Old files stay; what is read must mean what it meant. */
final class EnrolGoldenTest {
    private static final Path FILES = Path.of("src/test/resources/enrol/v1");
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final ClaimKey KEY =
            ClaimKey.of(ClaimCode.typed("0123-4567-89AB").orElseThrow(), BOX);
    private static final SigningKey CITY =
            SigningKey.of(Bytes.ofHex("c7ac8608f04eaf89ff183e94f1080896a36ff315bbb58edf401e686f18d10fa7"
                    + "5b6c1d1403c6616ad1244e74558d010335c586d116901950191413f68a214a19"));
    private static final Bytes REQUEST = Bytes.owned("any request".getBytes(UTF_8));
    private static final Granted GRANTED = new Granted(
            BOX,
            "-----BEGIN CERTIFICATE-----\nchain\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nroot\n-----END CERTIFICATE-----\n",
            List.of("00".repeat(32)),
            "ssl://mqtt.tram.test:8883");

    private static Bytes file(String name) throws IOException {
        return Bytes.owned(Files.readString(FILES.resolve(name)).strip().getBytes(UTF_8));
    }

    @Test
    void claimIsTheDocumentItWas() throws Exception {
        var claim = ClaimRequest.of(BOX, REQUEST, KEY);
        assertThat(claim.json()).isEqualTo(file("claim.json"));
        var read = ClaimRequest.read(file("claim.json"));
        assertThat(read).isEqualTo(claim);
        assertThat(read.isProvedBy(KEY)).isTrue();
    }

    @Test
    void answersAreTheDocumentsTheyWere() throws Exception {
        var toClaim = CityAnswer.of(GRANTED, REQUEST, KEY);
        assertThat(toClaim.json()).isEqualTo(file("answer-to-claim.json"));
        assertThat(CityAnswer.read(file("answer-to-claim.json")).opened(REQUEST, KEY))
                .isEqualTo(GRANTED);
        var toRenewal = CityAnswer.of(GRANTED, REQUEST, CITY);
        assertThat(toRenewal.json()).isEqualTo(file("answer-to-renewal.json"));
        assertThat(CityAnswer.read(file("answer-to-renewal.json")).opened(REQUEST, List.of(CITY.verifyKey())))
                .isEqualTo(GRANTED);
    }

    @Test
    void renewalIsReadAsItWas() throws Exception {
        var read = RenewRequest.read(file("renewal.json"));
        assertThat(read.isSignedByHolder()).isTrue();
        assertThat(CertificateRequest.read(read.request()).getAlgorithm()).isEqualTo("EC");
        assertThat(read.json()).isEqualTo(file("renewal.json"));
        var other = new RenewRequest(read.certificate(), REQUEST, read.signature());
        assertThat(other.isSignedByHolder()).isFalse();
    }

    @Test
    void requestForPagesIsReadAsItWas() throws Exception {
        var read = HallRequest.read(file("hall.json"));
        assertThat(read.isSignedByHolder()).isTrue();
        assertThat(CertificateRequest.names(read.request()))
                .isEqualTo(new HallNames(Set.of("w00070.tram.test"), Set.of("192.168.1.10", "fd00:0:0:0:0:0:0:2")));
        assertThat(read.json()).isEqualTo(file("hall.json"));
        assertThat(new RenewRequest(read.certificate(), read.request(), read.signature()).isSignedByHolder())
                .isFalse();
    }

    @Test
    void refusalIsReadAsItWas() throws Exception {
        assertThat(CityRefusal.read(file("refusal.json"))).isEqualTo(new CityRefusal("CLAIM_WRONG", 3));
    }

    @Test
    void answerToOneIsNotTheAnswerToAnother() throws Exception {
        var other = Bytes.owned("another".getBytes(UTF_8));
        var toClaim = CityAnswer.read(file("answer-to-claim.json"));
        assertThatThrownBy(() -> toClaim.opened(other, KEY)).isInstanceOf(CityAnswer.NotProven.class);
        var toRenewal = CityAnswer.read(file("answer-to-renewal.json"));
        assertThatThrownBy(() -> toRenewal.opened(other, List.of(CITY.verifyKey())))
                .isInstanceOf(CityAnswer.NotProven.class);
        assertThatThrownBy(() -> toRenewal.opened(REQUEST, KEY)).isInstanceOf(CityAnswer.NotProven.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{}", "{\"box\":7}", "{\"box\":\"w00070-1\",\"request\":\"%\"}", "{\"box\":"})
    void whatHasAnotherFormIsRefused(String text) {
        var bytes = Bytes.owned(text.getBytes(UTF_8));
        assertThatThrownBy(() -> ClaimRequest.read(bytes)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> RenewRequest.read(bytes)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> HallRequest.read(bytes)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> CityAnswer.read(bytes)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> CityRefusal.read(bytes)).isInstanceOf(BadForm.class);
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        var long64k = Bytes.owned(new byte[CityAnswer.MAX_BYTES + 1]);
        assertThatThrownBy(() -> CityAnswer.read(long64k)).isInstanceOf(BadForm.class);
        assertThatThrownBy(() -> ClaimRequest.read(long64k)).isInstanceOf(BadForm.class);
    }
}

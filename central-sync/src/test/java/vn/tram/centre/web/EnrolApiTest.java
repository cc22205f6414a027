package vn.tram.centre.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.provisioning.ca.CertificateRequest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.EcKeys;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.KeyWords;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.CityAnswer;
import vn.tram.provisioning.enrol.ClaimRequest;
import vn.tram.provisioning.enrol.Granted;
import vn.tram.provisioning.enrol.HallRequest;
import vn.tram.provisioning.enrol.RenewRequest;

/** Boxes that ask for certificates, and city IT, as they speak to the centre by HTTP. */
final class EnrolApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String WHO = "{\"who\":\"An\",\"why\":\"thử\"}";

    private final SecureRandom random = new SecureRandom();
    private final KeyPair key = EcKeys.node(random);
    private WebRig rig;
    private String token;

    EnrolApiTest() throws Exception {
        rig = made();
        token = "Bearer "
                + Files.readString(rig.folder.resolve("operator.token")).strip();
    }

    private static WebRig made() throws StoreFailure {
        return new WebRig();
    }

    @BeforeEach
    void forgetTroubles() {
        rig.troubles.clear();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> operator(String path) throws Exception {
        return rig.post("/api/boxes/" + path, WHO, "Authorization", token);
    }

    private ClaimKey claim(String box) throws Exception {
        var code = json(operator(box + "/claim")).get("code").asText();
        return ClaimKey.of(ClaimCode.typed(code).orElseThrow(), new BoxId(box));
    }

    private static String text(Bytes json) {
        return new String(json.toArray(), UTF_8);
    }

    private HttpResponse<String> enrol(ClaimKey claim, Bytes request) throws Exception {
        return rig.post("/enrol", text(ClaimRequest.of(BOX, request, claim).json()));
    }

    private static CityAnswer answer(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return CityAnswer.read(Bytes.owned(response.body().getBytes(UTF_8)));
    }

    private static X509Certificate leaf(Granted granted) throws Exception {
        return Pem.certificates(granted.chain()).get(0);
    }

    private String code(HttpResponse<String> refused) throws Exception {
        return refused.statusCode() + " " + json(refused).get("code").asText();
    }

    /** What a box does with an empty disk, and what openssl says of that which comes out. */
    @Test
    void boxGetsACertificateOfItsOwnNameThatOpensslBelieves() throws Exception {
        var claim = claim("w00070-1");
        var request = CertificateRequest.make(key, "w00999-9 CA:TRUE");
        var granted = answer(enrol(claim, request)).opened(request, claim);
        var leaf = leaf(granted);
        assertThat(Certificates.boxOf(leaf)).contains(BOX);
        assertThat(leaf.getSubjectX500Principal().getName())
                .contains("CN=w00070-1")
                .doesNotContain("w00999");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(granted.cityKeys())
                .containsExactly(TestKeys.CITY.verifyKey().raw().hex());
        assertThat(granted.broker()).isEqualTo("ssl://mqtt.tram.test:8883");
        var folder = Files.createTempDirectory("judge");
        Files.writeString(folder.resolve("root.pem"), granted.anchors());
        Files.writeString(folder.resolve("chain.pem"), granted.chain());
        assertThat(openssl(folder, "verify", "-purpose", "sslclient", "-CAfile", "root.pem", "-untrusted", "chain.pem"))
                .contains("chain.pem: OK");
    }

    private static String openssl(Path folder, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        command.add("chain.pem");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return words;
    }

    @Test
    void sameRequestAfterALostAnswerGetsTheSameCertificate() throws Exception {
        var claim = claim("w00070-1");
        var request = CertificateRequest.make(key, "x");
        assertThat(enrol(claim, request).body()).isEqualTo(enrol(claim, request).body());
        var other = CertificateRequest.make(EcKeys.node(random), "x");
        assertThat(code(enrol(claim, other))).isEqualTo("403 CLAIM_USED");
    }

    @Test
    void wrongTriesOfOneAddressCostOneTryAndTheRightCodeStillOpens() throws Exception {
        var claim = claim("w00070-1");
        var guess = ClaimKey.of(ClaimCode.fresh(random), BOX);
        var request = CertificateRequest.make(key, "x");
        for (int i = 0; i < 20; i++) {
            var refused = enrol(guess, request);
            assertThat(code(refused)).isEqualTo("403 CLAIM_WRONG");
            assertThat(json(refused).get("triesLeft").asInt()).isEqualTo(4);
        }
        answer(enrol(claim, request));
    }

    @Test
    void codeThatWasCalledOffIsDead() throws Exception {
        var claim = claim("w00070-1");
        operator("w00070-1/void");
        assertThat(code(enrol(claim, CertificateRequest.make(key, "x")))).isEqualTo("403 CLAIM_DEAD");
    }

    @Test
    void brokenRequestsCostNoTry() throws Exception {
        var claim = claim("w00070-1");
        var noRequest = Bytes.owned(new byte[] {1, 2, 3});
        for (int i = 0; i < 6; i++) {
            assertThat(code(enrol(claim, noRequest))).isEqualTo("400 ENROL_BAD_FORM");
            assertThat(code(rig.post("/enrol", "[]"))).isEqualTo("400 ENROL_BAD_FORM");
        }
        assertThat(rig.post("/enrol", "x".repeat(70_000)).statusCode()).isEqualTo(413);
        answer(enrol(claim, CertificateRequest.make(key, "x")));
    }

    @Test
    void renewalByTheOldKeyGivesTheNextCertificate() throws Exception {
        var claim = claim("w00070-1");
        var request = CertificateRequest.make(key, "x");
        var old = leaf(answer(enrol(claim, request)).opened(request, claim));
        var next = EcKeys.node(random);
        var asked = CertificateRequest.make(next, "x");
        var renewal = RenewRequest.of(key.getPrivate(), old, asked);
        var response = rig.post("/enrol/renew", text(renewal.json()));
        var granted = answer(response).opened(asked, List.of(TestKeys.CITY.verifyKey()));
        assertThat(leaf(granted).getPublicKey()).isEqualTo(next.getPublic());
        assertThat(rig.post("/enrol/renew", text(renewal.json())).body()).isEqualTo(response.body());
        var unsigned = RenewRequest.of(next.getPrivate(), old, asked);
        assertThat(code(rig.post("/enrol/renew", text(unsigned.json())))).isEqualTo("403 RENEW_UNSIGNED");
        operator("w00070-1/revoke");
        var third = CertificateRequest.make(EcKeys.node(random), "x");
        var late = RenewRequest.of(next.getPrivate(), leaf(granted), third);
        assertThat(code(rig.post("/enrol/renew", text(late.json())))).isEqualTo("403 CERTIFICATE_REVOKED");
    }

    @Test
    void oldKeyIsNotCertifiedAgain() throws Exception {
        var claim = claim("w00070-1");
        var request = CertificateRequest.make(key, "x");
        var old = leaf(answer(enrol(claim, request)).opened(request, claim));
        var same = RenewRequest.of(key.getPrivate(), old, CertificateRequest.make(key, "y"));
        assertThat(code(rig.post("/enrol/renew", text(same.json())))).isEqualTo("400 ENROL_BAD_FORM");
    }

    private HttpResponse<String> hall(HallRequest asked) throws Exception {
        return rig.post("/enrol/hall", text(asked.json()));
    }

    private X509Certificate identity() throws Exception {
        var claim = claim("w00070-1");
        var request = CertificateRequest.make(key, "x");
        return leaf(answer(enrol(claim, request)).opened(request, claim));
    }

    @Test
    void pagesGetACertificateForTheirOwnNamesThatOpensslBelieves() throws Exception {
        var identity = identity();
        var pages = EcKeys.node(random);
        var names = new HallNames(Set.of("w00070.tram.test"), Set.of("192.168.1.10"));
        var request = CertificateRequest.make(pages, "w00999-9", names);
        var granted = answer(hall(HallRequest.of(key.getPrivate(), identity, request)))
                .opened(request, List.of(TestKeys.CITY.verifyKey()));
        assertThat(leaf(granted).getPublicKey()).isEqualTo(pages.getPublic());
        assertThat(HallNames.of(leaf(granted)).hosts())
                .containsExactlyInAnyOrder("w00070-1.tram.test", "w00070.tram.test");
        assertThat(leaf(granted).getSubjectX500Principal().getName()).doesNotContain("w00999");
        var folder = Files.createTempDirectory("judge");
        Files.writeString(folder.resolve("root.pem"), granted.anchors());
        Files.writeString(folder.resolve("chain.pem"), granted.chain());
        assertThat(openssl(
                        folder,
                        "verify",
                        "-purpose",
                        "sslserver",
                        "-verify_ip",
                        "192.168.1.10",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "chain.pem"))
                .contains("chain.pem: OK");
    }

    @Test
    void requestWithTheNameOrAddressOfSomebodyElseIsRefused() throws Exception {
        var identity = identity();
        var pages = EcKeys.node(random);
        for (var name : List.of("w00071-1.tram.test", "tram.test", "w00070-1.evil.example", "localhost")) {
            var names = new HallNames(Set.of(name), Set.of());
            var asked = HallRequest.of(key.getPrivate(), identity, CertificateRequest.make(pages, "x", names));
            assertThat(code(hall(asked))).as(name).isEqualTo("403 HALL_NAME_FOREIGN");
        }
        var names = new HallNames(Set.of(), Set.of("8.8.8.8"));
        var asked = HallRequest.of(key.getPrivate(), identity, CertificateRequest.make(pages, "x", names));
        assertThat(code(hall(asked))).isEqualTo("403 HALL_NAME_FOREIGN");
    }

    @Test
    void onlyTheHolderOfAnIdentityThatHoldsGetsACertificateForPages() throws Exception {
        var identity = identity();
        var pages = EcKeys.node(random);
        var request = CertificateRequest.make(pages, "x");
        assertThat(code(hall(HallRequest.of(pages.getPrivate(), identity, request))))
                .isEqualTo("403 RENEW_UNSIGNED");
        var renewal = RenewRequest.of(key.getPrivate(), identity, request);
        assertThat(code(hall(new HallRequest(identity, request, renewal.signature()))))
                .as("what was signed for a renewal")
                .isEqualTo("403 RENEW_UNSIGNED");
        var own = CertificateRequest.make(key, "x");
        assertThat(code(hall(HallRequest.of(key.getPrivate(), identity, own)))).isEqualTo("400 ENROL_BAD_FORM");
        operator("w00070-1/revoke");
        assertThat(code(hall(HallRequest.of(key.getPrivate(), identity, request))))
                .isEqualTo("403 CERTIFICATE_REVOKED");
    }

    @Test
    void oneAddressAsksThirtyTimesAMinuteAtMost() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(rig.post("/enrol", "{}").statusCode()).isEqualTo(400);
        }
        var refused = rig.post("/enrol", "{}");
        assertThat(code(refused)).isEqualTo("429 TOO_OFTEN");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        rig.minute.incrementAndGet();
        assertThat(rig.post("/enrol", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyWithoutTheTokenMakesCodesOrTakesAnythingBack() throws Exception {
        for (var act : List.of("claim", "void", "revoke", "replace")) {
            var path = "/api/boxes/w00070-1/" + act;
            assertThat(code(rig.post(path, WHO))).isEqualTo("401 TOKEN_WRONG");
            assertThat(code(rig.post(path, WHO, "Authorization", token + "0"))).isEqualTo("401 TOKEN_WRONG");
            assertThat(code(rig.post(path, WHO, "Authorization", "Bearer "))).isEqualTo("401 TOKEN_WRONG");
        }
    }

    @Test
    void tokenIsLongAndItsFileIsForItsOwnerAlone() throws Exception {
        var file = rig.folder.resolve("operator.token");
        assertThat(Files.readString(file).strip()).matches("[0-9a-f]{64}");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void inventoryShowsEveryWardAndNoSecret() throws Exception {
        var claim = claim("w00070-1");
        var before = json(rig.get("/api/boxes"));
        assertThat(before.get("boxes")).hasSize(126);
        assertThat(box("w00070-1").get("claim").get("state").asText()).isEqualTo("OPEN");
        assertThat(box("w00004-1").get("claim").isNull()).isTrue();
        var request = CertificateRequest.make(key, "x");
        answer(enrol(claim, request));
        var after = box("w00070-1");
        assertThat(after.get("claim").get("state").asText()).isEqualTo("USED");
        assertThat(after.get("certificate").get("words").asText()).isEqualTo(KeyWords.of(key.getPublic()));
        assertThat(rig.get("/api/boxes").body()).doesNotContain(claim.key().hex());
    }

    private JsonNode box(String name) throws Exception {
        for (var box : json(rig.get("/api/boxes")).get("boxes")) {
            if (box.get("box").asText().equals(name)) {
                return box;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void replacedBoxIsFencedAndTheNextHasACode() throws Exception {
        var replaced = json(operator("w00070-1/replace"));
        assertThat(replaced.get("next").asText()).isEqualTo("w00070-2");
        assertThat(replaced.get("claim").get("code").asText()).matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){2}");
        assertThat(box("w00070-1").get("replacedBy").asText()).isEqualTo("w00070-2");
        assertThat(json(rig.get("/api/boxes/w00070-1/copies")).get("fenced").asBoolean())
                .isTrue();
        assertThat(json(operator("w00070-1/replace")).get("next").asText()).isEqualTo("w00070-2");
        assertThat(code(operator("w00070-1/claim"))).isEqualTo("409 BOX_REPLACED");
        assertThat(code(operator("w99999-1/claim"))).isEqualTo("404 BOX_UNKNOWN");
        assertThat(code(operator("me/claim"))).isEqualTo("404 BOX_UNKNOWN");
    }
}

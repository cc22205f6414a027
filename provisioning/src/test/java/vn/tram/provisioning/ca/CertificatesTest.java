package vn.tram.provisioning.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;

/** Certificates of the city, judged by openssl too. */
class CertificatesTest {
    private static final CityNames CITY = new CityNames("UBND thành phố Hà Nội", "tram.hanoi.gov.vn");
    private static final BoxId BOX = new BoxId("w00070-1");

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.now();
    private final Authority root = Authority.root(CITY, now, random);
    private final Authority issuing = root.issuing(now);
    private final Certificates certificates = new Certificates(issuing);

    @TempDir
    private Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void prepare() throws IOException {
        openssl = new OpenSsl(folder);
        openssl.write("root.pem", Pem.of(root.certificate()));
        openssl.write("issuing.pem", Pem.of(issuing.certificate()));
    }

    private OpenSsl.Said judged(String purpose, X509Certificate leaf) throws IOException, InterruptedException {
        openssl.write("leaf.pem", Pem.of(leaf));
        return openssl.run(
                "verify",
                "-x509_strict",
                "-purpose",
                purpose,
                "-CAfile",
                "root.pem",
                "-untrusted",
                "issuing.pem",
                "leaf.pem");
    }

    @Test
    void boxMayConnectAsItselfAndServeNothing() throws Exception {
        var key = EcKeys.node(random);
        var box = certificates.box(key.getPublic(), BOX, now);
        assertThat(judged("sslclient", box)).isEqualTo(new OpenSsl.Said(0, "leaf.pem: OK\n"));
        assertThat(judged("sslserver", box).code()).isNotZero();
        assertThat(Certificates.boxOf(box)).contains(BOX);
        assertThat(openssl.run("x509", "-in", "leaf.pem", "-noout", "-subject", "-nameopt", "utf8,sep_comma_plus")
                        .words())
                .contains("CN=w00070-1")
                .contains("O=UBND thành phố Hà Nội");
    }

    @Test
    void hallIsKnownByItsNameAndAddressAndNothingElse() throws Exception {
        var key = EcKeys.node(random);
        var hall = certificates.hall(key.getPublic(), BOX, new HallNames(Set.of(), Set.of("192.168.1.10")), now);
        assertThat(judged("sslserver", hall).words()).isEqualTo("leaf.pem: OK\n");
        assertThat(judged("sslclient", hall).code()).isNotZero();
        assertThat(openssl.run("x509", "-in", "leaf.pem", "-noout", "-checkhost", "w00070-1.tram.hanoi.gov.vn")
                        .words())
                .contains("does match");
        assertThat(openssl.run("x509", "-in", "leaf.pem", "-noout", "-checkip", "192.168.1.10")
                        .words())
                .contains("does match");
        assertThat(Certificates.boxOf(hall)).isEmpty();
        assertThat(hall.getNotAfter().toInstant())
                .isBetween(now.plus(Duration.ofDays(179)), now.plus(Duration.ofDays(181)));
    }

    @Test
    void issuingAuthorityCannotNameWhatIsNotTheCitys() throws Exception {
        for (var name : List.of(
                new GeneralName(GeneralName.dNSName, "www.example.com"),
                new GeneralName(GeneralName.dNSName, "eviltram.hanoi.gov.vn"),
                new GeneralName(GeneralName.iPAddress, "8.8.8.8"))) {
            var made = issuing.leaf(EcKeys.node(random).getPublic(), "anything", now, Duration.ofDays(1));
            made.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
            assertThat(judged("sslserver", issuing.sign(made)).words()).contains("permitted subtree violation");
        }
    }

    @Test
    void namesOutsideTheDomainAreRefusedBeforeTheyAreSigned() {
        var key = EcKeys.node(random).getPublic();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificates.server(key, List.of("mqtt.example.com"), List.of(), now));
        assertThat(certificates.server(key, List.of("mqtt.tram.hanoi.gov.vn", "localhost"), List.of(), now))
                .isNotNull();
    }

    @Test
    void rootSignsNoLeafAndIssuingMakesNoAuthority() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Certificates(root).box(EcKeys.node(random).getPublic(), BOX, now));
        assertThatIllegalStateException().isThrownBy(() -> issuing.issuing(now));
    }

    @Test
    void nothingOutlivesItsIssuer() {
        var late = issuing.certificate().getNotAfter().toInstant().minus(Duration.ofDays(10));
        var box = certificates.box(EcKeys.node(random).getPublic(), BOX, late);
        assertThat(box.getNotAfter()).isEqualTo(issuing.certificate().getNotAfter());
    }

    @Test
    void requestGivesItsKeyAndNothingElse() throws Exception {
        var key = EcKeys.node(random);
        var request = CertificateRequest.make(key, "w99999-9,OU=admin");
        assertThat(CertificateRequest.read(request)).isEqualTo(key.getPublic());
        var box = certificates.box(CertificateRequest.read(request), BOX, now);
        assertThat(box.getSubjectX500Principal().getName())
                .doesNotContain("w99999")
                .doesNotContain("admin");
    }

    @Test
    void requestOfOpensslIsRead() throws Exception {
        openssl.run(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=x",
                "-keyout",
                "k.pem",
                "-out",
                "r.der",
                "-outform",
                "DER");
        var bytes = Bytes.owned(java.nio.file.Files.readAllBytes(folder.resolve("r.der")));
        assertThat(CertificateRequest.read(bytes)).isNotNull();
    }

    @Test
    void changedByteOfARequestNeverGivesAnotherKey() {
        var key = EcKeys.node(random);
        var request = CertificateRequest.make(key, "w00070-1").toArray();
        int refused = 0;
        for (int i = 0; i < request.length; i++) {
            var changed = request.clone();
            changed[i] ^= 0x01;
            try {
                assertThat(CertificateRequest.read(Bytes.owned(changed))).isEqualTo(key.getPublic());
            } catch (BadForm expected) {
                refused++;
            }
        }
        // What is left are bytes that say the same in two ways, such as those of a length.
        assertThat(refused).isGreaterThan(request.length * 9 / 10);
    }

    @Test
    void requestWithAWeakKeyIsRefused() throws Exception {
        openssl.run(
                "req",
                "-new",
                "-newkey",
                "rsa:1024",
                "-nodes",
                "-subj",
                "/CN=x",
                "-keyout",
                "k.pem",
                "-out",
                "r.der",
                "-outform",
                "DER");
        var bytes = Bytes.owned(java.nio.file.Files.readAllBytes(folder.resolve("r.der")));
        assertThatThrownBy(() -> CertificateRequest.read(bytes)).isInstanceOf(BadForm.class);
    }

    @Test
    void revokedCertificateIsRefusedByItsList() throws Exception {
        var box = certificates.box(EcKeys.node(random).getPublic(), BOX, now);
        var other = certificates.box(EcKeys.node(random).getPublic(), new BoxId("w00070-2"), now);
        var list = RevocationList.make(issuing, 7, Map.of(box.getSerialNumber(), now), now);
        openssl.write("list.pem", Pem.of(list));
        openssl.write("box.pem", Pem.of(box));
        openssl.write("other.pem", Pem.of(other));
        String[] base = {
            "verify", "-crl_check", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile", "list.pem"
        };
        assertThat(openssl.run(with(base, "box.pem")).words()).contains("certificate revoked");
        assertThat(openssl.run(with(base, "other.pem")).words()).isEqualTo("other.pem: OK\n");
    }

    private static String[] with(String[] base, String last) {
        var all = java.util.Arrays.copyOf(base, base.length + 1);
        all[base.length] = last;
        return all;
    }

    @Test
    void keyUnderAPassphraseOpensWithItAloneHereAndByOpenssl() throws Exception {
        var text = Pem.encrypted(root.key().getPrivate(), "correct horse battery", random);
        assertThat(text).contains("ENCRYPTED PRIVATE KEY");
        assertThat(Pem.key(text, "correct horse battery")).isEqualTo(root.key().getPrivate());
        assertThatThrownBy(() -> Pem.key(text, "correct horse batterz")).isInstanceOf(BadForm.class);
        openssl.write("locked.pem", text);
        assertThat(openssl.run("pkey", "-in", "locked.pem", "-passin", "pass:correct horse battery", "-noout")
                        .code())
                .isZero();
        assertThat(openssl.run("asn1parse", "-in", "locked.pem").words())
                .contains("hmacWithSHA256")
                .contains("aes-256-cbc")
                .contains(Integer.toHexString(Pem.ROUNDS).toUpperCase(java.util.Locale.ROOT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.encrypted(root.key().getPrivate(), "short", random));
    }

    @Test
    void authorityComesBackFromItsTexts() throws Exception {
        var key = Pem.key(Pem.of(issuing.key().getPrivate()));
        var certificate = Pem.certificates(Pem.of(issuing.certificate(), root.certificate()))
                .get(0);
        var again = new Authority(CITY, Pem.pair(key, certificate), certificate, random);
        var box = new Certificates(again).box(EcKeys.node(random).getPublic(), BOX, now);
        assertThat(judged("sslclient", box).code()).isZero();
        assertThatThrownBy(() -> Pem.pair(root.key().getPrivate(), certificate)).isInstanceOf(BadForm.class);
    }

    @Test
    void serialNumbersAreLongAndNeverTheSame() {
        var first = certificates.box(EcKeys.node(random).getPublic(), BOX, now).getSerialNumber();
        var second = certificates.box(EcKeys.node(random).getPublic(), BOX, now).getSerialNumber();
        assertThat(first).isNotEqualTo(second).isGreaterThan(BigInteger.ONE.shiftLeft(64));
    }
}

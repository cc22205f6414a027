package vn.tram.centre.net.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.provisioning.ca.Authority;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.CityNames;
import vn.tram.provisioning.ca.EcKeys;

/** Which authorities a broker goes by: those that it was given, and none that a client sends along. */
class ClientTrustTest {
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final Authority root =
            Authority.root(new CityNames("UBND thành phố Hà Nội", "tram.hanoi.gov.vn"), NOW, random);
    private final Authority boxes = root.issuing(NOW);
    private final Authority others = root.issuing(NOW);

    private X509Certificate[] shown(Authority by) {
        var leaf = new Certificates(by).box(EcKeys.node(random).getPublic(), new BoxId("w00070-1"), NOW);
        return new X509Certificate[] {leaf, by.certificate()};
    }

    private void judge(Authority broker, Authority client) throws CertificateException {
        PeerTrust.inClients(List.of(broker.certificate()), new Dates(NOW::toEpochMilli, 0), each -> false)
                .checkClientTrusted(shown(client), "UNKNOWN", new Socket());
    }

    @Test
    void certificateOfTheAuthorityForBoxesIsTaken() {
        assertThatCode(() -> judge(boxes, boxes)).doesNotThrowAnyException();
    }

    @Test
    void sisterAuthorityVouchesForNobody() {
        assertThatThrownBy(() -> judge(boxes, others)).isInstanceOf(CertificateException.class);
    }

    @Test
    void authorityThatAClientSendsAlongVouchesForNobodyThoughTheBrokerTrustsItsIssuer() {
        assertThatThrownBy(() -> judge(root, boxes)).isInstanceOf(CertificateException.class);
    }
}

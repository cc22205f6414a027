package vn.tram.system.line;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.EcKeys;

/** What anybody can make: a certificate that says all the right things and that nobody vouches for. */
final class SelfSigned {
    private SelfSigned() {}

    static NodeIdentity box(BoxId box) throws Exception {
        var key = EcKeys.node(new SecureRandom());
        var name = new X500Name("CN=" + box.value());
        var now = Instant.now();
        var made = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TEN,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                key.getPublic());
        made.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName(GeneralName.uniformResourceIdentifier, "urn:tram:box:" + box.value())));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
        return NodeIdentity.of(
                key.getPrivate(), List.of(new JcaX509CertificateConverter().getCertificate(made.build(signer))));
    }
}

package vn.tram.provisioning.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.tram.kernel.base.BoxId;

/**
 * The certificate that a box makes for its own pages while the city has given it none: nobody vouches for it, so
 * browsers warn, but what is typed on the setup page is not read along. Any thread.
 */
public final class SelfMade {
    /** Long enough that a browser that was told to go on need not be told again each month. */
    public static final Duration LIFE = Duration.ofDays(800);

    private static final int SERIAL_BITS = 126;

    private SelfMade() {}

    /** For this box, under plain addresses and localhost. */
    public static X509Certificate certificate(KeyPair key, BoxId box, HallNames names, Instant now) {
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, box.value())
                .build();
        var made = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(now.minus(Authority.EARLIER)),
                Date.from(now.plus(LIFE)),
                name,
                key.getPublic());
        var all = names.general();
        all.add(0, new GeneralName(GeneralName.dNSName, "localhost"));
        try {
            made.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            made.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(all.toArray(GeneralName[]::new)));
            return new JcaX509CertificateConverter()
                    .getCertificate(made.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException impossible) {
            throw new AssertionError("a certificate of our own making", impossible);
        }
    }
}

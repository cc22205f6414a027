package vn.tram.provisioning.ca;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import vn.tram.kernel.base.BadForm;

/** The list of certificates that were taken back before their end (RFC 5280, part 5). Any thread. */
public final class RevocationList {
    /** How long one may be used; a newer one comes much sooner. */
    public static final Duration LIFE = Duration.ofDays(30);

    private RevocationList() {}

    /**
     * @param number greater than that of every list before
     * @param revoked serial numbers, each with the moment from which it does not hold
     */
    public static X509CRL make(Authority authority, long number, Map<BigInteger, Instant> revoked, Instant now) {
        var issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        var made = new X509v2CRLBuilder(issuer, Date.from(now.minus(Authority.EARLIER)));
        made.setNextUpdate(Date.from(now.plus(LIFE)));
        revoked.forEach((serial, since) -> made.addCRLEntry(serial, Date.from(since), CRLReason.unspecified));
        try {
            made.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            made.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(
                                    authority.certificate().getPublicKey()));
            return new JcaX509CRLConverter().getCRL(made.build(authority.signer()));
        } catch (CertIOException | GeneralSecurityException impossible) {
            throw new AssertionError("a list of our own making", impossible);
        }
    }

    /**
     * What an earlier list says, as {@link #make} was given it.
     *
     * @throws BadForm when the text is no such list, or not this authority's
     */
    public static Map<BigInteger, Instant> read(Authority authority, String text) throws BadForm {
        try {
            var list = CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(text.getBytes(US_ASCII)));
            if (!(list instanceof X509CRL ours)) {
                throw new BadForm("not a list of revoked certificates");
            }
            ours.verify(authority.certificate().getPublicKey());
            var revoked = new HashMap<BigInteger, Instant>();
            var entries = ours.getRevokedCertificates();
            if (entries != null) {
                entries.forEach(entry -> revoked.put(
                        entry.getSerialNumber(), entry.getRevocationDate().toInstant()));
            }
            return revoked;
        } catch (GeneralSecurityException foreign) {
            throw new BadForm("not a list of revoked certificates of this authority", foreign);
        }
    }
}

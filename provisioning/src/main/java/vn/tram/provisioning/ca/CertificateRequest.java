package vn.tram.provisioning.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;

/**
 * A request for a certificate (PKCS 10, RFC 2986): a public key with the proof that its sender holds the other half.
 * Who it is for is known otherwise; the names it asks for count only for the pages of a hall, and there are held
 * against what that box may have. Any thread.
 */
public final class CertificateRequest {
    /** Bytes of one at most; ours have about 250. */
    public static final int MAX_BYTES = 4096;

    private static final String SIGNATURE = "SHA256withECDSA";

    private CertificateRequest() {}

    /** @param name for people who look at it */
    public static Bytes make(KeyPair key, String name) {
        return make(key, name, new HallNames(Set.of(), Set.of()));
    }

    /**
     * A request that asks for names too.
     *
     * @param name for people who look at it
     */
    public static Bytes make(KeyPair key, String name, HallNames names) {
        try {
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, name)
                    .build();
            var asked = new JcaPKCS10CertificationRequestBuilder(subject, key.getPublic());
            var general = names.general();
            if (!general.isEmpty()) {
                var extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(general.toArray(GeneralName[]::new)));
                asked.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            var made = asked.build(new JcaContentSignerBuilder(SIGNATURE).build(key.getPrivate()));
            return Bytes.owned(made.getEncoded());
        } catch (OperatorCreationException | IOException impossible) {
            throw new AssertionError("a key of our own making", impossible);
        }
    }

    /**
     * The key that a certificate is asked for.
     *
     * @throws BadForm when it is no request, not signed by that very key, or of a kind of key that is not certified
     */
    public static PublicKey read(Bytes request) throws BadForm {
        if (request.size() > MAX_BYTES) {
            throw new BadForm("a certificate request has " + MAX_BYTES + " bytes at most");
        }
        try {
            var read = new JcaPKCS10CertificationRequest(request.toArray());
            var key = read.getPublicKey();
            if (!EcKeys.fits(key)) {
                throw new BadForm("a certified key lies on P-256 or P-384");
            }
            if (!read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new BadForm("the request is not signed by its own key");
            }
            return key;
        } catch (IOException
                | GeneralSecurityException
                | PKCSException
                | OperatorCreationException
                | RuntimeException hostile) { // whatever a parser throws, it is a stranger's bytes
            throw new BadForm("not a certificate request: " + hostile.getMessage(), hostile);
        }
    }

    /** The names that a certificate is asked for; none where the request says nothing of them. */
    public static HallNames names(Bytes request) throws BadForm {
        if (request.size() > MAX_BYTES) {
            throw new BadForm("a certificate request has " + MAX_BYTES + " bytes at most");
        }
        try {
            var extensions = new JcaPKCS10CertificationRequest(request.toArray()).getRequestedExtensions();
            var given = extensions == null
                    ? null
                    : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            return given == null ? new HallNames(Set.of(), Set.of()) : HallNames.read(given);
        } catch (IOException | RuntimeException hostile) { // whatever a parser throws, it is a stranger's bytes
            throw new BadForm("not a certificate request: " + hostile.getMessage(), hostile);
        }
    }
}

package vn.tram.provisioning.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key that makes certificates, with its own. The root signs nothing but issuing authorities, so it may stay in a
 * safe; an issuing one lives at the centre and can name nothing outside the city's domain and private networks, whoever
 * holds it (name constraints, RFC 5280 4.2.1.10). Any thread.
 */
public final class Authority {
    /** How long a root holds; exchanged long before. */
    static final Duration ROOT_LIFE = Duration.ofDays(365 * 20);

    /** How long an issuing authority holds: what it issued must end before it does. */
    static final Duration ISSUING_LIFE = Duration.ofDays(365 * 6);

    /** Certificates begin so much before the moment they are made: clocks differ. */
    static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BITS = 126;
    private static final String SIGNATURE = "SHA384withECDSA";

    /** Addresses that no one has in the internet (RFC 1918) and this machine: a hall may be opened by one. */
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/255.0.0.0", "172.16.0.0/255.240.0.0", "192.168.0.0/255.255.0.0", "127.0.0.0/255.0.0.0");

    private final CityNames names;
    private final KeyPair key;
    private final X509Certificate certificate;
    private final SecureRandom random;

    /** @param certificate that of the key */
    public Authority(CityNames names, KeyPair key, X509Certificate certificate, SecureRandom random) {
        if (!certificate.getPublicKey().equals(key.getPublic()) || certificate.getBasicConstraints() < 0) {
            throw new IllegalArgumentException("the certificate is not that of this authority's key");
        }
        this.names = names;
        this.key = key;
        this.certificate = certificate;
        this.random = random;
    }

    /** A new root. */
    public static Authority root(CityNames names, Instant now, SecureRandom random) {
        var key = EcKeys.authority(random);
        var name = name(names, "Tram Root CA " + serial(random).toString(16).substring(0, 8));
        var life = new Life(now, ROOT_LIFE);
        var made = builder(name, name, key.getPublic(), life, random);
        try {
            made.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            made.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key.getPublic()));
        } catch (CertIOException impossible) {
            throw new AssertionError(impossible);
        }
        return new Authority(names, key, signed(made, key.getPrivate()), random);
    }

    /** A new authority below this root, bound to the city's names. */
    public Authority issuing(Instant now) {
        return issuing(now, EcKeys.authority(random));
    }

    /** As {@link #issuing(Instant)}, with a key that a token makes and keeps to itself. */
    public Authority issuing(Instant now, KeyToken token) throws IOException {
        return issuing(now, token.fresh());
    }

    private Authority issuing(Instant now, KeyPair below) {
        if (certificate.getBasicConstraints() < 1) {
            throw new IllegalStateException("only a root makes authorities");
        }
        var name = name(names, "Tram Issuing CA " + serial(random).toString(16).substring(0, 8));
        var made = builder(subject(), name, below.getPublic(), life(now, ISSUING_LIFE), random);
        try {
            made.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            made.addExtension(Extension.nameConstraints, true, bounds());
            identify(made, below.getPublic());
        } catch (CertIOException impossible) {
            throw new AssertionError(impossible);
        }
        return new Authority(names, below, sign(made), random);
    }

    private NameConstraints bounds() {
        var allowed = new java.util.ArrayList<GeneralSubtree>();
        allowed.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, names.domain())));
        allowed.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")));
        PRIVATE.forEach(net -> allowed.add(new GeneralSubtree(new GeneralName(GeneralName.iPAddress, net))));
        // IPv6: those of one site (RFC 4193), and this machine.
        allowed.add(new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "fc00::/fe00::")));
        allowed.add(new GeneralSubtree(
                new GeneralName(GeneralName.iPAddress, "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
        return new NameConstraints(allowed.toArray(GeneralSubtree[]::new), new GeneralSubtree[0]);
    }

    /**
     * A certificate that is not yet signed, with what all of them have.
     *
     * @param commonName of its subject; nothing that a request said goes into it
     */
    X509v3CertificateBuilder leaf(PublicKey subject, String commonName, Instant now, Duration life) {
        if (certificate.getBasicConstraints() != 0) {
            throw new IllegalStateException("a root makes authorities only");
        }
        var made = builder(subject(), name(names, commonName), subject, life(now, life), random);
        try {
            made.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            identify(made, subject);
        } catch (CertIOException impossible) {
            throw new AssertionError(impossible);
        }
        return made;
    }

    X509Certificate sign(X509v3CertificateBuilder made) {
        return signed(made, key.getPrivate());
    }

    ContentSigner signer() {
        return signer(key.getPrivate());
    }

    private void identify(X509v3CertificateBuilder made, PublicKey subject) throws CertIOException {
        made.addExtension(Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(subject));
        made.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    }

    /** Nothing outlives what it hangs on. */
    private Life life(Instant now, Duration wanted) {
        var end = certificate.getNotAfter().toInstant();
        var own = now.plus(wanted);
        return new Life(now, own.isAfter(end) ? Duration.between(now, end) : wanted);
    }

    /** When a certificate holds: from an hour before {@code from}. */
    private record Life(Instant from, Duration length) {
        Life {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("the authority itself does not hold any more");
            }
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Life life, SecureRandom random) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                serial(random),
                Date.from(life.from.minus(EARLIER)),
                Date.from(life.from.plus(life.length)),
                subject,
                key);
    }

    /** Unguessable and never used twice (RFC 5280 4.1.2.2, CA/Browser Forum: at least 64 random bits). */
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private static X500Name name(CityNames names, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, names.organisation())
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private X500Name subject() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(SIGNATURE).build(key);
        } catch (OperatorCreationException impossible) {
            throw new AssertionError("every Java platform has " + SIGNATURE, impossible);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder made, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter().getCertificate(made.build(signer(key)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("a certificate of our own making", impossible);
        }
    }

    public CityNames names() {
        return names;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Both halves, for the one place that must store them; a token's private one has no bytes. */
    public KeyPair key() {
        return key;
    }

    @Override
    public String toString() {
        return "the authority " + certificate.getSubjectX500Principal();
    }
}

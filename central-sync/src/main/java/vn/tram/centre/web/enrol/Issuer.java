package vn.tram.centre.web.enrol;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vn.tram.centre.enrol.Issued;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.trust.Signer;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.provisioning.ca.IssuingFolder.Issuing;
import vn.tram.provisioning.ca.KeyWords;
import vn.tram.provisioning.ca.Pem;
import vn.tram.provisioning.enrol.Granted;

/**
 * The hand that signs certificates once it was decided that it may. Any thread; some milliseconds.
 *
 * @param issuing the authority, with the root above it
 * @param city signs feeds, and answers to renewals
 * @param broker where boxes find the line
 */
public record Issuer(Issuing issuing, Signer city, Supplier<String> broker) {
    /** A new certificate, not yet kept anywhere. */
    public Issued sign(BoxId box, PublicKey key, Bytes request, Instant now) {
        var made = new Certificates(issuing.authority()).box(key, box, now);
        return new Issued(
                made.getSerialNumber().toString(16),
                request,
                fingerprint(made),
                KeyWords.of(key),
                Pem.of(made, issuing.authority().certificate()),
                made.getNotBefore().toInstant().toEpochMilli(),
                made.getNotAfter().toInstant().toEpochMilli(),
                now.toEpochMilli(),
                Optional.empty());
    }

    /** A certificate for the pages of a box; the names are its own, as was seen before. */
    public Granted hall(BoxId box, PublicKey key, HallNames names, Instant now) {
        var made = new Certificates(issuing.authority()).hall(key, box, names, now);
        return granted(box, Pem.of(made, issuing.authority().certificate()));
    }

    /** What is said of a certificate that is kept. */
    public Granted granted(BoxId box, Issued kept) {
        return granted(box, kept.chain());
    }

    private Granted granted(BoxId box, String chain) {
        return new Granted(
                box,
                chain,
                Pem.of(issuing.root()),
                List.of(city.verifyKey().raw().hex()),
                broker.get());
    }

    /** SHA-256 of a certificate. */
    public static Bytes fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError("it was read from its bytes", impossible);
        }
    }
}

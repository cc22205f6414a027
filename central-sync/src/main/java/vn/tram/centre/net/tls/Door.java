package vn.tram.centre.net.tls;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import vn.tram.kernel.base.BoxId;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.ca.Certificates;

/**
 * Whom the broker lets in by certificate. Any thread.
 *
 * @param broker what it shows itself
 * @param issuers the authorities whose certificates of boxes hold; nobody below them counts
 * @param revoked certificates that were taken back before their end
 * @param clock milliseconds UTC
 */
public record Door(
        NodeIdentity broker, List<X509Certificate> issuers, Predicate<X509Certificate> revoked, LongSupplier clock) {
    public Door {
        issuers = List.copyOf(issuers);
    }

    /** What the broker's TLS runs on: a client without a certificate of ours ends in the handshake. */
    public SSLContext context() {
        var dates = new Dates(clock, Long.MIN_VALUE);
        return TlsContexts.of(broker, PeerTrust.inClients(issuers, dates, revoked));
    }

    /**
     * Whether a certificate that TLS believed stands for this box, now. Asked again after the handshake, because a
     * session of TLS that is resumed shows no certificate anew.
     */
    public boolean opensTo(X509Certificate certificate, BoxId box) {
        return Certificates.boxOf(certificate).equals(Optional.of(box))
                && !revoked.test(certificate)
                && holds(certificate);
    }

    private boolean holds(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(Instant.ofEpochMilli(clock.getAsLong())));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException over) {
            return false;
        }
    }
}

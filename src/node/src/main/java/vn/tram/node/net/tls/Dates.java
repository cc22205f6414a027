package vn.tram.node.net.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The moment at which certificates are judged, on a machine whose battery may be dead. It cannot be earlier than
 * {@code floor}, whatever the clock says.
 *
 * @param clock milliseconds UTC
 * @param floor milliseconds UTC
 */
public record Dates(LongSupplier clock, long floor) {
    /** Nor can it be earlier than the beginning of any certificate that lies on this machine. */
    public Dates notBefore(Collection<X509Certificate> ours) {
        return new Dates(clock, Math.max(floor, latestBegin(ours)));
    }

    /**
     * When a chain is judged. A clock that lies before the floor is wrong, and nobody knows by how much: a certificate
     * that begins after the floor may well have begun. One that ended before it has ended.
     */
    Instant judging(List<X509Certificate> chain) {
        long now = clock.getAsLong();
        return Instant.ofEpochMilli(now >= floor ? now : Math.max(floor, latestBegin(chain)));
    }

    private static long latestBegin(Collection<X509Certificate> certificates) {
        return certificates.stream()
                .mapToLong(each -> each.getNotBefore().toInstant().toEpochMilli())
                .max()
                .orElse(Long.MIN_VALUE);
    }
}

package vn.tram.centre.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;
import vn.tram.kernel.base.BadForm;

/**
 * Certificates that were taken back, as a file of lists (RFC 5280, 5; PEM or DER), one of each issuing authority at
 * most, signed by it. A file that cannot be read, or is older than what is known, changes nothing: the last good one
 * stays. {@link #test} on any thread; {@link #refresh} on one.
 */
public final class RevokedFile implements Predicate<X509Certificate> {
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private record Known(Instant made, Instant next, Set<BigInteger> serials) {}

    private final Path file;
    private final List<X509Certificate> issuers;
    private final LongSupplier clock;
    private volatile Map<X500Principal, Known> known = Map.of();
    private Optional<String> read = Optional.empty();
    private Optional<String> wrong = Optional.empty();

    private RevokedFile(Path file, Collection<X509Certificate> issuers, LongSupplier clock) {
        this.file = file;
        this.issuers = List.copyOf(issuers);
        this.clock = clock;
    }

    /**
     * @param clock milliseconds UTC
     * @throws BadForm when it cannot be used as it is now; the message says why
     */
    public static RevokedFile open(Path file, Collection<X509Certificate> issuers, LongSupplier clock) throws BadForm {
        var opened = new RevokedFile(file, issuers, clock);
        opened.refresh();
        if (opened.wrong.isPresent()) {
            throw new BadForm(opened.wrong.get());
        }
        return opened;
    }

    /** Whether a certificate was taken back. */
    @Override
    public boolean test(X509Certificate certificate) {
        var list = known.get(certificate.getIssuerX500Principal());
        return list != null && list.serials.contains(certificate.getSerialNumber());
    }

    /** Reads the file when it has changed. What is wrong with it, in words for a person; empty when nothing is. */
    public Optional<String> refresh() {
        try {
            var mark = Files.getLastModifiedTime(file) + " " + Files.size(file);
            if (!read.equals(Optional.of(mark))) {
                known = merged(parse());
                wrong = Optional.empty();
                read = Optional.of(mark); // a bad one is read again each time: it may be half written
            }
        } catch (IOException unreadable) {
            wrong = Optional.of("cannot read " + file + ": " + unreadable);
        } catch (BadForm bad) {
            wrong = Optional.of(file + ": " + bad.getMessage());
        }
        return wrong.or(this::stale);
    }

    /** An old list is better than none, but somebody must make a new one. */
    private Optional<String> stale() {
        var now = Instant.ofEpochMilli(clock.getAsLong());
        return known.values().stream()
                .filter(list -> list.next.isBefore(now))
                .findFirst()
                .map(list -> file + ": a newer list was due at " + list.next);
    }

    private Map<X500Principal, Known> parse() throws IOException, BadForm {
        if (Files.size(file) > MAX_BYTES) {
            throw new BadForm("it has over " + MAX_BYTES + " bytes");
        }
        Collection<? extends CRL> lists;
        try {
            lists = CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (CRLException | CertificateException broken) {
            throw new BadForm("not a list of revoked certificates: " + broken.getMessage(), broken);
        }
        var all = new HashMap<X500Principal, Known>();
        for (var list : lists) {
            if (!(list instanceof X509CRL one) || all.put(one.getIssuerX500Principal(), judged(one)) != null) {
                throw new BadForm("two lists of one authority");
            }
        }
        if (all.isEmpty()) {
            throw new BadForm("there is no list of revoked certificates in it");
        }
        return all;
    }

    private Known judged(X509CRL list) throws BadForm {
        var signer = issuers.stream()
                .filter(each -> each.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .findFirst()
                .orElseThrow(() -> new BadForm("a list of an authority that is not ours: "
                        + list.getIssuerX500Principal().getName()));
        try {
            list.verify(signer.getPublicKey());
        } catch (GeneralSecurityException forged) {
            throw new BadForm("the list is not signed by its authority", forged);
        }
        if (list.hasUnsupportedCriticalExtension()) {
            throw new BadForm("the list is of a kind that is not known here");
        }
        var serials = new HashSet<BigInteger>();
        var entries = list.getRevokedCertificates();
        if (entries != null) {
            entries.stream().map(X509CRLEntry::getSerialNumber).forEach(serials::add);
        }
        var next = list.getNextUpdate();
        return new Known(
                list.getThisUpdate().toInstant(), next == null ? Instant.MAX : next.toInstant(), Set.copyOf(serials));
    }

    private Map<X500Principal, Known> merged(Map<X500Principal, Known> fresh) throws BadForm {
        for (var before : known.entrySet()) {
            var now = fresh.get(before.getKey());
            if (now == null || now.made.isBefore(before.getValue().made)) {
                throw new BadForm("the list is older than the one that holds");
            }
        }
        return Map.copyOf(fresh);
    }
}

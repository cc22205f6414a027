package vn.tram.centre.enrol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.provisioning.claims.Claim;

/**
 * All that the city keeps of one box's identity.
 *
 * @param code the last one that was made; empty before the first
 * @param issued its certificates, the newest last
 * @param replaced by which box; empty while it is in use
 */
public record Papers(Optional<Code> code, List<Issued> issued, Optional<Replaced> replaced) {
    /** Of a box that nobody has asked anything of. */
    public static final Papers NONE = new Papers(Optional.empty(), List.of(), Optional.empty());

    public Papers {
        issued = List.copyOf(issued);
    }

    /**
     * A code that was made for the box.
     *
     * @param number counts the codes of this box from 1
     * @param who made it; the person's own words
     * @param usedBy SHA-256 of the request that used it; empty while none has
     */
    public record Code(int number, Claim claim, String who, Bytes usedBy) {
        Code now(Claim after) {
            return new Code(number, after, who, usedBy);
        }

        Code usedBy(Claim after, Bytes request) {
            return new Code(number, after, who, request);
        }
    }

    /** Where a box went. */
    public record Replaced(BoxId by, long at, String who, String why) {}

    /** The certificate that answered a request; {@code request} is its SHA-256. */
    public Optional<Issued> answerTo(Bytes request) {
        return find(one -> one.request().equals(request));
    }

    /** The certificate with this SHA-256. */
    public Optional<Issued> certificate(Bytes fingerprint) {
        return find(one -> one.fingerprint().equals(fingerprint));
    }

    private Optional<Issued> find(Predicate<Issued> wanted) {
        return issued.stream().filter(wanted).reduce((older, newer) -> newer);
    }

    /** The certificate that holds longest of those that were not taken back. */
    public Optional<Issued> valid() {
        return issued.stream().filter(one -> one.revoked().isEmpty()).max(Comparator.comparingLong(Issued::until));
    }

    /** Certificates made since then. */
    int madeSince(Instant then) {
        return (int)
                issued.stream().filter(one -> one.at() >= then.toEpochMilli()).count();
    }

    Papers with(Code now) {
        return new Papers(Optional.of(now), issued, replaced);
    }

    Papers with(Issued one) {
        var after = new ArrayList<>(issued);
        after.add(one);
        return new Papers(code, after, replaced);
    }

    /** Every certificate that may still be used for anything is taken back, and the code is called off. */
    Papers takenBack(Issued.Revoked how, Duration grace) {
        var after = issued.stream()
                .map(one -> one.revoked().isEmpty() && one.until() + grace.toMillis() > how.at() ? one.with(how) : one)
                .toList();
        return new Papers(code.map(one -> one.now(one.claim().called())), after, replaced);
    }

    Papers with(Replaced where) {
        return new Papers(code, issued, Optional.of(where));
    }
}

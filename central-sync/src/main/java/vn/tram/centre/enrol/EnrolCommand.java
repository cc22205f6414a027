package vn.tram.centre.enrol;

import java.time.Instant;
import java.util.Optional;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.core.Command;
import vn.tram.provisioning.claims.Claim;
import vn.tram.provisioning.claims.ClaimKey;
import vn.tram.provisioning.enrol.ClaimRequest;

/** What is asked of boxes' identities. None needs a request id: each may be repeated. */
public sealed interface EnrolCommand<R> extends Command<R> {
    /** Characters of a person's name at most. */
    int MAX_WHO = 80;

    /** Characters of a reason at most. */
    int MAX_WHY = 200;

    BoxId box();

    /**
     * A code was made for a box: from now on it is the only one.
     *
     * @param key made of the code, which is not told here
     */
    record MakeClaim(BoxId box, ClaimKey key, String who) implements EnrolCommand<Made> {}

    /** @param expires from when on it is not taken any more */
    record Made(Instant expires) {}

    /** The open code of a box is dead; the reply is false when there was none. */
    record CallOff(BoxId box, String who) implements EnrolCommand<Boolean> {}

    /**
     * A box shows that it knows its code.
     *
     * @param from where it is asked from: wrong tries of one place count a few times only
     */
    record Enrol(ClaimRequest request, String from) implements EnrolCommand<Tried> {
        @Override
        public BoxId box() {
            return request.box();
        }
    }

    /**
     * What came of it.
     *
     * @param left wrong tries that may still come
     * @param key that proves the answer; only when right
     * @param issued what answered this very request before
     */
    record Tried(Claim.Verdict verdict, int left, Optional<ClaimKey> key, Optional<Issued> issued) {}

    /**
     * A box that has a certificate asks for the next one. That it holds the old key was seen before.
     *
     * @param fingerprint SHA-256 of the certificate it has
     * @param request SHA-256 of the request
     */
    record Renew(BoxId box, Bytes fingerprint, Bytes request) implements EnrolCommand<Renewing> {}

    /** @param issued what answered this very request before */
    record Renewing(Optional<Issued> issued) {}

    /**
     * A certificate was signed; it is told to the box when this is committed.
     *
     * @param old SHA-256 of the certificate on which it was asked for; empty: a code
     */
    record CertificateIssued(BoxId box, Issued issued, Bytes old) implements EnrolCommand<Kept> {}

    /** @param issued what answers the request: the one signed first, should two have been signed at a time */
    record Kept(Issued issued) {}

    /** Everything that a box was given is taken back; the reply counts certificates. */
    record Revoke(BoxId box, String who, String why) implements EnrolCommand<Integer> {}

    /**
     * A box is replaced by the next one of its ward.
     *
     * @param next what it will be called, by what the asker knows
     */
    record Replace(BoxId box, BoxId next, String who, String why) implements EnrolCommand<Next> {}

    /** @param box by which it is replaced; what was decided first, when it was before */
    record Next(BoxId box) {}
}

package vn.tram.centre.enrol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tram.centre.enrol.EnrolCommand.CallOff;
import vn.tram.centre.enrol.EnrolCommand.CertificateIssued;
import vn.tram.centre.enrol.EnrolCommand.Enrol;
import vn.tram.centre.enrol.EnrolCommand.Kept;
import vn.tram.centre.enrol.EnrolCommand.Made;
import vn.tram.centre.enrol.EnrolCommand.MakeClaim;
import vn.tram.centre.enrol.EnrolCommand.Next;
import vn.tram.centre.enrol.EnrolCommand.Renew;
import vn.tram.centre.enrol.EnrolCommand.Renewing;
import vn.tram.centre.enrol.EnrolCommand.Replace;
import vn.tram.centre.enrol.EnrolCommand.Revoke;
import vn.tram.centre.enrol.EnrolCommand.Tried;
import vn.tram.centre.enrol.Issued.Revoked;
import vn.tram.centre.enrol.Papers.Code;
import vn.tram.centre.enrol.Papers.Replaced;
import vn.tram.centre.enrol.PapersNoted.Guess;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.trust.Digest;
import vn.tram.provisioning.ca.Certificates;
import vn.tram.provisioning.claims.Claim;
import vn.tram.provisioning.claims.Claim.Verdict;
import vn.tram.provisioning.wards.BoxName;

/** The feature's one face. A certificate is signed between two commands: the first allows it, the second keeps it. */
public final class Enrolments {
    /** Certificates of one box in {@link #OFTEN} at most. */
    static final int MOST = 10;

    static final Duration OFTEN = Duration.ofDays(1);

    private final Set<WardCode> wards;
    private final EnrolBook book;
    private final Map<BoxId, Papers> boxes = new HashMap<>();
    private final Guesses guesses = new Guesses();

    public Enrolments(Set<WardCode> wards, EnrolBook book) {
        this.wards = Set.copyOf(wards);
        this.book = book;
    }

    public Decision<?> decide(EnrolCommand<?> command, Moment moment) {
        var box = command.box();
        if (BoxName.parse(box).filter(name -> wards.contains(name.ward())).isEmpty()) {
            return Decision.refuse(EnrolRejection.BOX_UNKNOWN);
        }
        if (command instanceof MakeClaim make) {
            return decide(make, moment);
        } else if (command instanceof CallOff off) {
            return decide(off);
        } else if (command instanceof Enrol enrol) {
            return decide(enrol, moment);
        } else if (command instanceof Renew renew) {
            return decide(renew, moment);
        } else if (command instanceof CertificateIssued issued) {
            return decide(issued, moment);
        } else if (command instanceof Revoke revoke) {
            return decide(revoke, moment);
        } else if (command instanceof Replace replace) {
            return decide(replace, moment);
        }
        throw new AssertionError(command);
    }

    private Decision<Made> decide(MakeClaim make, Moment moment) {
        if (isBad(make.who(), EnrolCommand.MAX_WHO)) {
            return Decision.refuse(EnrolRejection.WORDS_WRONG);
        }
        var known = of(make.box());
        if (known.replaced().isPresent()) {
            return Decision.refuse(EnrolRejection.BOX_REPLACED);
        }
        var claim = Claim.fresh(make.box(), make.key(), moment.now());
        int number = known.code().map(Code::number).orElse(0) + 1;
        var code = new Code(number, claim, make.who().strip(), Bytes.EMPTY);
        return Decision.of(new Made(claim.expires()), new PapersNoted(make.box(), known.with(code)));
    }

    private Decision<Boolean> decide(CallOff off) {
        if (isBad(off.who(), EnrolCommand.MAX_WHO)) {
            return Decision.refuse(EnrolRejection.WORDS_WRONG);
        }
        var known = of(off.box());
        var code = known.code().filter(one -> one.claim().end() == Claim.End.NONE);
        return code.isEmpty()
                ? Decision.of(false)
                : Decision.of(
                        true,
                        new PapersNoted(
                                off.box(),
                                known.with(code.get().now(code.get().claim().called()))));
    }

    /** The same request as the one that used the code hears the same again, however late: its answer was lost. */
    private Decision<Tried> decide(Enrol enrol, Moment moment) {
        var known = of(enrol.box());
        if (known.replaced().isPresent()) {
            return Decision.refuse(EnrolRejection.BOX_REPLACED);
        }
        var code = known.code().orElse(null);
        if (code == null) {
            return Decision.refuse(EnrolRejection.CLAIM_NONE);
        }
        var shown = enrol.request();
        var request = Digest.of(shown.request().toArray());
        var key = code.claim().key();
        if (code.usedBy().equals(request) && shown.isProvedBy(key)) {
            var issued = known.answerTo(request);
            return issued.filter(one -> one.revoked().isPresent()).isPresent()
                    ? Decision.refuse(EnrolRejection.CERTIFICATE_REVOKED)
                    : Decision.of(new Tried(Verdict.RIGHT, 0, Optional.of(key), issued));
        }
        var tried = code.claim().tried(shown::isProvedBy, moment.now());
        boolean right = tried.verdict() == Verdict.RIGHT;
        boolean wrong = tried.after().wrong() > code.claim().wrong();
        if (wrong && !guesses.counts(enrol.box(), code.number(), enrol.from(), moment.millis())) {
            int still = Claim.TRIES - code.claim().wrong();
            return Decision.of(new Tried(Verdict.WRONG, still, Optional.empty(), Optional.empty()));
        }
        var after = right ? code.usedBy(tried.after(), request) : code.now(tried.after());
        int left = Claim.TRIES - tried.after().wrong();
        var reply = new Tried(tried.verdict(), left, right ? Optional.of(key) : Optional.empty(), Optional.empty());
        return after.equals(code)
                ? Decision.of(reply)
                : Decision.of(
                        reply,
                        new PapersNoted(
                                enrol.box(),
                                known.with(after),
                                wrong ? Optional.of(new Guess(enrol.from(), moment.millis())) : Optional.empty()));
    }

    private Decision<Renewing> decide(Renew renew, Moment moment) {
        var why = refusal(renew.box(), renew.fingerprint(), renew.request(), moment);
        return why.isPresent()
                ? Decision.refuse(why.get())
                : Decision.of(new Renewing(of(renew.box()).answerTo(renew.request())));
    }

    /** Why no certificate is given on this one, or empty. */
    private Optional<Rejection> refusal(BoxId box, Bytes fingerprint, Bytes request, Moment moment) {
        var known = of(box);
        var old = known.certificate(fingerprint).orElse(null);
        if (known.replaced().isPresent()) {
            return Optional.of(EnrolRejection.BOX_REPLACED);
        } else if (old == null) {
            return Optional.of(EnrolRejection.CERTIFICATE_UNKNOWN);
        } else if (old.revoked().isPresent()) {
            return Optional.of(EnrolRejection.CERTIFICATE_REVOKED);
        } else if (moment.millis() > old.until() + Certificates.BOX_GRACE.toMillis()) {
            return Optional.of(EnrolRejection.CERTIFICATE_TOO_OLD);
        }
        boolean often = known.madeSince(moment.now().minus(OFTEN)) >= MOST;
        return often && known.answerTo(request).isEmpty()
                ? Optional.of(EnrolRejection.RENEWED_TOO_OFTEN)
                : Optional.empty();
    }

    /** Much may have happened while it was signed. */
    private Decision<Kept> decide(CertificateIssued command, Moment moment) {
        var known = of(command.box());
        var issued = command.issued();
        var before = known.answerTo(issued.request());
        if (before.filter(one -> one.revoked().isPresent()).isPresent()) {
            return Decision.refuse(EnrolRejection.CERTIFICATE_REVOKED);
        }
        if (before.isPresent()) {
            return Decision.of(new Kept(before.get()));
        }
        boolean byCode = command.old().size() == 0;
        if (byCode
                && (known.replaced().isPresent()
                        || known.code()
                                .filter(code -> code.usedBy().equals(issued.request()))
                                .isEmpty())) {
            return Decision.refuse(EnrolRejection.NOT_ALLOWED_ANY_MORE);
        }
        var why =
                byCode ? Optional.<Rejection>empty() : refusal(command.box(), command.old(), issued.request(), moment);
        return why.isPresent()
                ? Decision.refuse(why.get())
                : Decision.of(new Kept(issued), new PapersNoted(command.box(), known.with(issued)));
    }

    private Decision<Integer> decide(Revoke revoke, Moment moment) {
        if (isBad(revoke.who(), EnrolCommand.MAX_WHO) || isBad(revoke.why(), EnrolCommand.MAX_WHY)) {
            return Decision.refuse(EnrolRejection.WORDS_WRONG);
        }
        var known = of(revoke.box());
        var after = known.takenBack(
                new Revoked(moment.millis(), revoke.who().strip(), revoke.why().strip()), Certificates.BOX_GRACE);
        return after.equals(known)
                ? Decision.of(0)
                : Decision.of(revokedOf(after) - revokedOf(known), new PapersNoted(revoke.box(), after));
    }

    private static int revokedOf(Papers papers) {
        return (int) papers.issued().stream()
                .filter(one -> one.revoked().isPresent())
                .count();
    }

    private Decision<Next> decide(Replace replace, Moment moment) {
        if (isBad(replace.who(), EnrolCommand.MAX_WHO) || isBad(replace.why(), EnrolCommand.MAX_WHY)) {
            return Decision.refuse(EnrolRejection.WORDS_WRONG);
        }
        var known = of(replace.box());
        if (known.replaced().isPresent()) {
            return Decision.of(new Next(known.replaced().get().by()));
        }
        if (!follows(replace.box(), replace.next()) || boxes.containsKey(replace.next())) {
            return Decision.refuse(EnrolRejection.NEXT_TAKEN);
        }
        var who = replace.who().strip();
        var why = replace.why().strip();
        var after = known.takenBack(new Revoked(moment.millis(), who, why), Certificates.BOX_GRACE)
                .with(new Replaced(replace.next(), moment.millis(), who, why));
        return Decision.of(new Next(replace.next()), new PapersNoted(replace.box(), after));
    }

    private static boolean follows(BoxId old, BoxId next) {
        var before = BoxName.parse(old).orElseThrow();
        return BoxName.parse(next)
                .filter(name -> name.ward().equals(before.ward()) && name.number() > before.number())
                .isPresent();
    }

    private static boolean isBad(String words, int most) {
        return words.isBlank() || words.length() > most;
    }

    public void apply(PapersNoted noted) {
        boxes.put(noted.box(), noted.now());
        noted.guess()
                .ifPresent(guess ->
                        noted.now().code().ifPresent(code -> guesses.counted(noted.box(), code.number(), guess)));
    }

    public void reload() throws StoreFailure {
        boxes.clear();
        guesses.forget();
        boxes.putAll(book.papers());
    }

    private Papers of(BoxId box) {
        return boxes.getOrDefault(box, Papers.NONE);
    }
}

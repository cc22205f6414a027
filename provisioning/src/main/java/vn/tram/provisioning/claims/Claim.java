package vn.tram.provisioning.claims;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import vn.tram.kernel.base.BoxId;

/**
 * A code that was given out for one box.
 *
 * @param wrong tries that failed so far
 * @param end why it takes no more tries; {@link End#NONE} while it does
 */
public record Claim(BoxId box, ClaimKey key, Instant made, int wrong, End end) {
    /** So long a code holds. */
    public static final Duration LIFE = Duration.ofDays(3);

    /** After so many wrong tries it is dead. */
    public static final int TRIES = 5;

    /** Why a claim takes no more tries. The names are stored. */
    public enum End {
        NONE,
        USED,
        /** Too many wrong tries. */
        GUESSED,
        /** Another code was made for the same box, or a person called it off. */
        VOID
    }

    /** What came of a try. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** It was the last one: the claim is dead. */
        WRONG_LAST,
        EXPIRED,
        USED,
        DEAD
    }

    /** @param after the claim as it stands then; to be kept before the verdict is told */
    public record Tried(Verdict verdict, Claim after) {}

    public Claim {
        if (wrong < 0 || wrong > TRIES) {
            throw new IllegalArgumentException("wrong tries: " + wrong);
        }
    }

    public static Claim fresh(BoxId box, ClaimKey key, Instant now) {
        return new Claim(box, key, now, 0, End.NONE);
    }

    public Instant expires() {
        return made.plus(LIFE);
    }

    /** Whether it may still be used. A clock that was set back makes no dead code alive: the end is kept. */
    public boolean isOpen(Instant now) {
        return end == End.NONE && now.isBefore(expires());
    }

    /** @param proof whether somebody who knows this key made what was shown */
    public Tried tried(Predicate<ClaimKey> proof, Instant now) {
        if (end != End.NONE) {
            return new Tried(end == End.USED ? Verdict.USED : Verdict.DEAD, this);
        }
        if (!now.isBefore(expires())) {
            return new Tried(Verdict.EXPIRED, this);
        }
        if (proof.test(key)) {
            return new Tried(Verdict.RIGHT, ended(End.USED));
        }
        int failed = wrong + 1;
        return failed < TRIES
                ? new Tried(Verdict.WRONG, new Claim(box, key, made, failed, End.NONE))
                : new Tried(Verdict.WRONG_LAST, new Claim(box, key, made, failed, End.GUESSED));
    }

    /** Nobody may use it any more. */
    public Claim called() {
        return end == End.NONE ? ended(End.VOID) : this;
    }

    private Claim ended(End why) {
        return new Claim(box, key, made, wrong, why);
    }
}

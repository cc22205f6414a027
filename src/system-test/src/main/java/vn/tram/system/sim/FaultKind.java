package vn.tram.system.sim;

import java.util.Locale;

/** One kind of fault at a time, for worlds in which it comes alone or with one other. */
public enum FaultKind {
    /** Messages vanish, acknowledgements of the broker among them. */
    LOSS,
    /** Messages arrive twice. */
    DUPLICATE,
    /** Messages arrive late and out of order. */
    LATE,
    /** The line takes one kilobyte in a second and half a second for each way. */
    SLOW_LINE,
    /** A line is cut both ways. */
    CUT,
    /** A line is cut in one direction. */
    ONE_WAY,
    /** The broker changes, cuts and replays what is signed. */
    CROOKED,
    /** The broker dies and comes back knowing nobody. */
    BROKER_CRASH,
    /** A box loses its power. */
    BOX_CRASH,
    /** A box comes back with an older copy of its database. */
    BOX_SET_BACK,
    /** The centre, or one of its workers, dies and starts again. */
    CENTRE_CRASH,
    /** The centre comes back with an older copy of its database. */
    CENTRE_SET_BACK,
    /** A process of the centre stands still for a while and then goes on; there are several of them. */
    WORKER_STOPPED,
    /** Power is lost in the middle of a commit. */
    POWER_IN_COMMIT,
    /** Commits fail though there is room. */
    COMMIT_FAILS,
    /** A disk is full for some minutes. */
    DISK_FULL,
    /** Every commit takes a second or so. */
    SLOW_DISK,
    /** A clock is set wrong, and right again later. */
    CLOCK_JUMP,
    /** Clocks run fast or slow. */
    CLOCK_DRIFT,
    /** Blobs are misread. */
    MISREAD,
    /** Bits change in rows of a box and in frames at the centre, never in both copies of an entry. */
    BIT_FLIP;

    /** How a person names it: {@code box-crash}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

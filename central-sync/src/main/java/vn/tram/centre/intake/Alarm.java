package vn.tram.centre.intake;

import java.time.Instant;
import vn.tram.kernel.base.BusinessDay;

/**
 * Something that a person should look at.
 *
 * @param scope box id, or empty where no box of ours is to blame
 * @param firstAt epoch milliseconds of the first occurrence since it was last taken back
 * @param lastAt epoch milliseconds of the last one
 * @param count occurrences written down (repeats within a minute are one)
 * @param open whether it has not been taken back
 * @param detail English, for the log and the operator
 */
public record Alarm(String scope, AlarmCode code, long firstAt, long lastAt, long count, boolean open, String detail) {
    /** Repeats within this time are not written down again. */
    static final long QUIET_MILLIS = 60_000;

    boolean standsOn(int day) {
        return open && (code.lasting() || BusinessDay.at(Instant.ofEpochMilli(lastAt)) == day);
    }

    Alarm again(long at, String newDetail) {
        return open
                ? new Alarm(scope, code, firstAt, at, count + 1, true, newDetail)
                : new Alarm(scope, code, at, at, count + 1, true, newDetail);
    }

    Alarm takenBack(long at) {
        return new Alarm(scope, code, firstAt, at, count, false, detail);
    }
}

package vn.tram.centre.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A ward as the city sees it now. Times are epoch milliseconds; null where there is nothing to tell.
 *
 * @param since start of that state
 * @param waiting tickets waiting
 * @param serving tickets at a counter with their citizen
 * @param meanWaitMs mean time from drawing a number to its first call, of today's called tickets
 * @param behind entries that the boxes said they have and the centre has not
 * @param oldestWaiting the oldest of them; null when none waits, or the box has not told
 * @param bytesPerSecond what the line of the box heard last lately carried upwards while full; null when not seen
 * @param roundTripMs shortest time from that box to the broker and back of late; null when not measured
 * @param version software of the box heard last
 */
public record WardView(
        String code,
        String name,
        String type,
        String fullName,
        State state,
        @Nullable Long since,
        @Nullable Long lastContact,
        int waiting,
        int serving,
        int issuedToday,
        int servedToday,
        @Nullable Long meanWaitMs,
        long behind,
        @Nullable Long oldestWaiting,
        @Nullable Integer bytesPerSecond,
        @Nullable Integer roundTripMs,
        @Nullable String version,
        int alarms) {
    /** Whether a ward's box speaks. */
    public enum State {
        ALIVE,
        SILENT,
        /** No box of this ward has ever spoken. */
        NEVER
    }
}

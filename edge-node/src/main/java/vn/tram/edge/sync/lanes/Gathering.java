package vn.tram.edge.sync.lanes;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.OptionalLong;
import vn.tram.kernel.journal.Lane;

/**
 * When what waits in a lane should leave, so that what happens together travels together. An urgent fact leaves at
 * once, unless a frame left a moment ago; the lanes below wait for company. A backlog waits for nothing. Timers'
 * thread.
 */
public final class Gathering {
    /** Between two urgent frames. */
    public static final Duration URGENT = Duration.ofMillis(200);

    /** How long the first of a lane below waits for company. */
    public static final Duration BELOW = Duration.ofSeconds(2);

    /** So many are company enough. */
    public static final int ENOUGH = 50;

    private final EnumMap<Lane, Long> since = new EnumMap<>(Lane.class);
    private final EnumMap<Lane, Long> ripeAt = new EnumMap<>(Lane.class);
    private final EnumSet<Lane> backlog = EnumSet.noneOf(Lane.class);
    private boolean urgentEver;
    private long urgentNanos;

    /** What waits now has waited long enough. */
    public void backlog() {
        backlog.addAll(EnumSet.allOf(Lane.class));
    }

    /** Whether a lane in which so many entries wait may send now. */
    public boolean ripe(Lane lane, long waiting, long nowNanos) {
        ripeAt.remove(lane);
        if (waiting == 0) {
            since.remove(lane);
            backlog.remove(lane);
            return false;
        }
        long first = since.computeIfAbsent(lane, none -> nowNanos);
        long left = lane == Lane.URGENT ? pause(nowNanos) : first + BELOW.toNanos() - nowNanos;
        if (left <= 0 || waiting >= ENOUGH || backlog.contains(lane)) {
            backlog.add(lane); // what does not fit into one frame follows it at once
            return true;
        }
        ripeAt.put(lane, nowNanos + left);
        return false;
    }

    /** A frame left, and so many entries still wait. */
    public void left(Lane lane, long waiting, long nowNanos) {
        if (lane == Lane.URGENT) {
            urgentEver = true;
            urgentNanos = nowNanos;
        }
        if (waiting == 0) {
            since.remove(lane);
            backlog.remove(lane);
        }
    }

    /** Nanoseconds until an urgent fact of now should leave. */
    public long pause(long nowNanos) {
        return urgentEver ? Math.max(0, urgentNanos + URGENT.toNanos() - nowNanos) : 0;
    }

    /** Nanoseconds until the next lane that was not ripe becomes so. */
    public OptionalLong due(long nowNanos) {
        return ripeAt.values().stream()
                .mapToLong(at -> Math.max(0, at - nowNanos))
                .min();
    }
}

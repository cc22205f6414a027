package vn.tram.kernel.core;

import java.time.Instant;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.platform.Platform;

/**
 * Makes moments that never go back, from a wall clock that may. While the clock lies behind what is already written,
 * time runs on from there by elapsed time; once the clock has caught up it is followed again.
 */
final class Timekeeper {
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Platform platform;
    private final RandomGenerator chance;
    private long lastMillis;
    private long lastNanos;

    Timekeeper(Platform platform) {
        this.platform = platform;
        this.chance = platform.chance();
        this.lastNanos = platform.monotonic().nanos();
    }

    /** Never give out a moment before this one. */
    void startFrom(long epochMillis) {
        lastMillis = Math.max(lastMillis, epochMillis);
        lastNanos = platform.monotonic().nanos();
    }

    Moment now() {
        long wall = platform.clock().millis();
        long nanos = platform.monotonic().nanos();
        long passed = Math.max(0, (nanos - lastNanos) / NANOS_OF_MILLI);
        long now = Math.max(wall, lastMillis);
        if (wall < lastMillis) {
            now = lastMillis + passed;
        }
        if (now > lastMillis) {
            // The part of a millisecond that has passed too is kept, or many short steps would add up to less time.
            lastNanos = wall < lastMillis ? lastNanos + passed * NANOS_OF_MILLI : nanos;
            lastMillis = now;
        }
        var instant = Instant.ofEpochMilli(now);
        long stamp = now;
        return new Moment(instant, BusinessDay.at(instant), now - wall, () -> UuidV7.at(stamp, chance));
    }
}

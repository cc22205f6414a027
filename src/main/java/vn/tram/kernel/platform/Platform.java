package vn.tram.kernel.platform;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a node takes from its surroundings; the simulation hands in its own.
 *
 * @param clock wall clock, UTC; may be wrong, may jump
 * @param monotonic nanoseconds that only ever grow while the process lives
 * @param chance source of random bits; for ids and back-off, not for keys
 * @param timers the node's line thread
 */
public record Platform(InstantSource clock, MonotonicClock monotonic, RandomGenerator chance, Timers timers) {
    /** Elapsed time that no clock setting changes. */
    public interface MonotonicClock {
        /** Nanoseconds since an arbitrary moment; never decreases. */
        long nanos();
    }
}

package vn.tram.edge.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full-jitter back-off: a random share of a limit that doubles from one second to a minute, so that thousands of boxes
 * do not come back in step (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
final class Backoff {
    private static final long FIRST_MS = 1_000;
    private static final long MOST_MS = 60_000;
    private static final long LEAST_MS = 200;

    private final RandomGenerator chance;
    private int failures;

    Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    Duration next() {
        long limit = Math.min(MOST_MS, FIRST_MS << Math.min(failures, 6));
        failures++;
        return Duration.ofMillis(LEAST_MS + chance.nextLong(limit));
    }

    void worked() {
        failures = 0;
    }
}

package vn.tram.centre.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Full-jitter back-off of the centre's own connection: 0.2 s and a random share of a limit that doubles up to 10 s. */
final class Backoff {
    private static final long LEAST_MS = 200;
    private static final long FIRST_MS = 400;
    private static final long MOST_MS = 10_000;

    private final RandomGenerator chance;
    private int failures;

    Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    Duration next() {
        long limit = Math.min(MOST_MS - LEAST_MS, FIRST_MS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(LEAST_MS + chance.nextLong(limit));
    }

    void worked() {
        failures = 0;
    }
}

package vn.tram.edge.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for the next attempt: a random share of a limit ("full jitter", AWS Architecture Blog), so that
 * thousands of boxes do not come back in step. The limit doubles from one second to a minute. A line that carried
 * something a while ago is looked for more eagerly: the limit is then at most a quarter of that while, and two seconds
 * at least. One thread.
 */
final class Backoff {
    private static final long FIRST_MS = 1_000;
    private static final long MOST_MS = 60_000;
    private static final long LEAST_MS = 200;

    /** While the line carried something this many times the limit ago, the limit does not grow on. */
    private static final long PART_OF_A_WHILE = 4;

    private static final long EAGER_MS = 2_000;

    private final RandomGenerator chance;
    private final Duration spread;
    private int failures;
    private boolean everWelcome;
    private boolean everCarried;
    private long carriedNanos;

    /**
     * @param spread the first wait of a process whose first attempt failed is a random share of this: when the power of
     *     a city comes back, its boxes start in the same minute; zero for a wait like any other
     */
    Backoff(RandomGenerator chance, Duration spread) {
        this.chance = chance;
        this.spread = spread;
    }

    Duration next(long nowNanos) {
        long limit = Math.min(MOST_MS, FIRST_MS << Math.min(failures, 6));
        if (everCarried) {
            long ago = Duration.ofNanos(nowNanos - carriedNanos).toMillis();
            limit = Math.min(limit, Math.max(EAGER_MS, ago / PART_OF_A_WHILE));
        } else if (failures == 0 && !everWelcome && !spread.isZero()) {
            limit = spread.toMillis();
        }
        failures++;
        return Duration.ofMillis(LEAST_MS + chance.nextLong(limit));
    }

    /** The centre has answered. That alone makes no wait shorter: the next thing said may be what it breaks on. */
    void welcomed() {
        everWelcome = true;
    }

    /** The connection has held for a while: should it end, it is tried again soon. */
    void held() {
        failures = 0;
    }

    /** The centre has taken something. */
    void carried(long nowNanos) {
        failures = 0;
        everCarried = true;
        carriedNanos = nowNanos;
    }
}

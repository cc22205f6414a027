package vn.tram.system.sim.net;

import java.time.Duration;

/**
 * What every leg between a node and the broker does to messages.
 *
 * @param delay of each message at least
 * @param jitter mean of what comes on top
 * @param loss share of messages that vanish
 * @param duplicate share that arrive twice
 * @param late share that fall out of order, and come later by a time of mean {@code lateness}
 * @param lateness see {@code late}
 * @param bytesPerSecond of a box's line, each way; 0 for no limit
 * @param keepAlive after about this long of silence either end gives a connection up
 * @param crooked share of signed messages that the broker changes, cuts in half, or surrounds with old ones; a tenth of
 *     it for chunks of blobs
 */
public record Wire(
        Duration delay,
        Duration jitter,
        double loss,
        double duplicate,
        double late,
        Duration lateness,
        long bytesPerSecond,
        Duration keepAlive,
        double crooked) {

    /** An ordinary line on a good day: 20 ms, 1 Mbit/s. */
    public static final Wire FAIR = new Wire(
            Duration.ofMillis(15), Duration.ofMillis(5), 0, 0, 0, Duration.ZERO, 125_000, Duration.ofSeconds(60), 0);

    /** Whether a message may arrive after one that was said later. */
    public boolean disorderly() {
        return late > 0 || duplicate > 0;
    }
}

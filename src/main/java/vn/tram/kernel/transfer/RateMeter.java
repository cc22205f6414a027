package vn.tram.kernel.transfer;

import java.time.Duration;

/**
 * How fast bytes come and how long the line takes there and back, measured at the end that takes. From them: how much
 * may be on its way so that the line is full and little stands before anything more pressing. One thread.
 */
final class RateMeter {
    private static final Duration SPAN = Duration.ofMillis(500);

    /** What stands in queues on the way beyond what the line itself holds; answers to the other way wait behind it. */
    private static final Duration AHEAD = Duration.ofMillis(200);

    private static final Duration PIECE = Duration.ofMillis(250);
    private static final int LEAST_PIECE = 1024;
    private static final double KEPT_OF_LAST = 0.7;

    private final int least;
    private final int most;
    private long sinceNanos;
    private long bytes;
    private double perNano;
    private long roundTrip = Duration.ofSeconds(1).toNanos();

    /**
     * @param least bytes that may be on their way at least; 1 or more
     * @param most bytes that may be on their way at most
     */
    RateMeter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    void came(int count, long nowNanos) {
        if (bytes == 0 && nowNanos - sinceNanos > 2 * SPAN.toNanos()) {
            sinceNanos = nowNanos; // after a pause the clock starts with the first bytes
            bytes = 1;
            return;
        }
        bytes += count;
        long passed = nowNanos - sinceNanos;
        if (passed >= SPAN.toNanos()) {
            perNano = Math.max((double) bytes / passed, perNano * KEPT_OF_LAST);
            sinceNanos = nowNanos;
            bytes = 0;
        }
    }

    /** From our asking to the first bytes of the answer. */
    void answered(long nanos) {
        roundTrip = Math.max(1, Math.min(roundTrip, nanos));
    }

    int window() {
        double full = perNano * (roundTrip + AHEAD.toNanos());
        return (int) Math.max(least, Math.min(most, full));
    }

    int piece() {
        double quarter = perNano == 0 ? 2 * LEAST_PIECE : perNano * PIECE.toNanos();
        return (int) Math.max(LEAST_PIECE, Math.min(BlobCodec.MAX_CHUNK, quarter));
    }
}

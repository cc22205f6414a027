package vn.tram.edge.sync.lanes;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the line carries and how long its way is, from what the broker has taken (after BBR: Cardwell and others, 2016):
 * the upper part of the last rates, the shortest way of late. From these come the size of a frame and how many bytes
 * may be on their way, so that the line is full and nothing stands in its buffers where an urgent frame would wait
 * behind it. Timers' thread.
 */
public final class LineRate implements LinePace {
    /** Bytes a second before anything was measured: a weak mobile line. */
    public static final int FIRST_GUESS = 8_000;

    public static final int LEAST_FRAME = 1024;
    public static final int MOST_FRAME = 64 * 1024;

    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME_NANOS = SECOND / 4;
    private static final long FIRST_WAY = SECOND / 5;

    /** A piece of a blob is longer than other frames, for each carries the same sixty bytes around it. */
    private static final long PIECE_NANOS = FRAME_NANOS;

    /**
     * What one TCP segment of a mobile line holds beside what MQTT puts around it. A piece that needs a little more
     * would wait for the whole segment behind it.
     */
    private static final int ONE_SEGMENT = 1_360;

    /** So often the line is let run dry, to see how long its way is when nothing stands in it. */
    private static final long WAY_KEPT = 30 * SECOND;

    private static final int SAMPLES = 12;

    /** What is older says nothing of the line as it is now. */
    private static final long LATELY = 30 * 60 * SECOND;

    /** So many times its way what is taken must have been under way, or nothing stood in the line. */
    private static final double STANDING = 1.15;

    private static final long MILLI = 1_000_000;

    /** The best rate of late loses this part of itself with each frame. */
    private static final int FORGETS = 64;

    /** How much more than rate and way hold may be under way, so that no gap is left while answers come. */
    private static final double AHEAD = 1.1;

    /** One frame on its way. */
    public static final class Passing {
        private final boolean urgent;
        private final int bytes;
        private final long sentNanos;
        private final boolean alone;
        private boolean starved;
        private final long takenBefore;
        private final long takenBeforeNanos;

        private Passing(LineRate rate, boolean urgent, int bytes, long sentNanos) {
            this.urgent = urgent;
            this.bytes = bytes;
            this.sentNanos = sentNanos;
            this.alone = rate.passing.isEmpty();
            this.starved = rate.taken < rate.starvedUntil;
            this.takenBefore = rate.taken;
            this.takenBeforeNanos = rate.takenNanos;
        }
    }

    private final Set<Passing> passing = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Long> samples = new ArrayDeque<>();
    private long bytesPerSecond = FIRST_GUESS;
    private double seenRate;
    private long seenNanos;
    private long bestOfLate = FIRST_GUESS;
    private long shortest = FIRST_WAY;
    private int shortestBytes;
    private long wayNanos;
    private boolean wayKnown;
    private boolean runsDry;
    private long taken;
    private long takenNanos;
    private long starvedUntil;
    private int onTheirWay;
    private int urgentOnTheirWay;

    @Override
    public Passing sent(boolean urgent, int bytes, long nowNanos) {
        if (passing.isEmpty()) {
            takenNanos = nowNanos; // the line stood idle: that time says nothing of it
        }
        var one = new Passing(this, urgent, bytes, nowNanos);
        passing.add(one);
        onTheirWay += bytes;
        urgentOnTheirWay += urgent ? bytes : 0;
        return one;
    }

    @Override
    public void taken(Passing one, long nowNanos) {
        if (!passing.remove(one)) {
            return;
        }
        onTheirWay -= one.bytes;
        urgentOnTheirWay -= one.urgent ? one.bytes : 0;
        taken += one.bytes;
        takenNanos = nowNanos;
        sampleRate(taken - one.takenBefore, Math.max(1, nowNanos - one.takenBeforeNanos), one);
        seeRate(taken - one.takenBefore, nowNanos - one.takenBeforeNanos, nowNanos);
        bestOfLate = Math.max(bytesPerSecond, bestOfLate - bestOfLate / FORGETS);
        long sample = Math.max(1, nowNanos - one.sentNanos);
        boolean anew = one.alone && nowNanos - wayNanos > WAY_KEPT;
        if (!wayKnown || without(sample, one.bytes) <= way() || anew) {
            shortest = sample;
            shortestBytes = one.bytes;
            wayNanos = nowNanos;
            wayKnown = true;
        }
        runsDry = !passing.isEmpty() && nowNanos - wayNanos > WAY_KEPT;
    }

    @Override
    public void ranOut() {
        if (hasRoom(false)) {
            starvedUntil = taken + onTheirWay + 1;
            passing.forEach(one -> one.starved = true);
        }
    }

    @Override
    public void lost(Passing one) {
        if (passing.remove(one)) {
            onTheirWay -= one.bytes;
            urgentOnTheirWay -= one.urgent ? one.bytes : 0;
        }
    }

    /**
     * What goes alone, or while we had no more to send, does not say how much the line carries; but it carries that at
     * least.
     */
    private void sampleRate(long bytes, long nanos, Passing one) {
        long sample = Math.max(1, (long) ((double) bytes * SECOND / nanos));
        if ((bytes <= one.bytes || one.starved) && sample <= bytesPerSecond) {
            return;
        }
        samples.add(sample);
        if (samples.size() > SAMPLES) {
            samples.remove();
        }
        bytesPerSecond = samples.stream()
                .sorted()
                .skip(samples.size() * 3L / 4)
                .findFirst()
                .orElse(sample);
    }

    /** For people counts only a line that was full, with bytes standing in it: a few words that cross tell little. */
    private void seeRate(long bytes, long nanos, long nowNanos) {
        if (wayKnown && bytes >= 2 * LEAST_FRAME && nanos > shortest * STANDING) {
            double sample = (double) bytes * SECOND / nanos;
            boolean known = seenRate > 0 && nowNanos - seenNanos <= LATELY;
            seenRate = known ? seenRate + (sample - seenRate) / 8 : sample;
            seenNanos = nowNanos;
        }
    }

    @Override
    public void giveUp(long sentBeforeNanos) {
        for (var one : List.copyOf(passing)) {
            if (one.sentNanos - sentBeforeNanos < 0) {
                lost(one);
            }
        }
    }

    @Override
    public void forget() {
        passing.clear();
        onTheirWay = 0;
        urgentOnTheirWay = 0;
        runsDry = false;
    }

    /** For people: nothing that was only guessed, or measured long ago. */
    public LineMeasure measured(long nowNanos) {
        boolean rateLately = seenRate > 0 && nowNanos - seenNanos <= LATELY;
        boolean wayLately = wayKnown && nowNanos - wayNanos <= LATELY;
        return new LineMeasure(
                rateLately ? (int) Math.min(seenRate, Integer.MAX_VALUE) : 0,
                wayLately ? (int) Math.min(Math.max(1, shortest / MILLI), Integer.MAX_VALUE) : 0);
    }

    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    /**
     * There and back, without the time in which the line takes a frame: the window has room for that already. Taken off
     * at the best rate of late and not at the present one: a rate that seems low for a moment would make the way seem
     * short, the window small, and so the rate low for good.
     */
    private long way() {
        return without(shortest, shortestBytes);
    }

    private long without(long sample, int bytes) {
        return Math.max(1, sample - bytes * SECOND / bestOfLate);
    }

    /** A quarter of a second of the line. */
    @Override
    public int frameBytes() {
        return bounded(bytesPerSecond * FRAME_NANOS / SECOND);
    }

    /**
     * A frame of the lanes below the urgent one: a third of a way, so that a few of them keep the line busy while the
     * answer to the first is under way, and an urgent frame waits for little.
     */
    @Override
    public int lowFrameBytes() {
        return Math.min(frameBytes(), bounded(bytesPerSecond * (way() / 4) / SECOND));
    }

    @Override
    public int pieceBytes() {
        int quarter = bounded(bytesPerSecond * PIECE_NANOS / SECOND);
        return Math.max(lowFrameBytes(), quarter < 2 * ONE_SEGMENT ? Math.min(quarter, ONE_SEGMENT) : quarter);
    }

    private static int bounded(long bytes) {
        return (int) Math.max(LEAST_FRAME, Math.min(MOST_FRAME, bytes));
    }

    /**
     * One more may leave while less than this is on its way: what rate and way hold, some more, and the frame that the
     * line is taking.
     */
    public int windowBytes() {
        long held = (long) (AHEAD * bytesPerSecond * way() / SECOND);
        return (int) Math.min(held, 64L * MOST_FRAME) + lowFrameBytes();
    }

    @Override
    public boolean hasRoom(boolean urgent) {
        if (onTheirWay == 0) {
            return true;
        }
        return urgent
                ? urgentOnTheirWay < Math.max(windowBytes(), frameBytes())
                : !runsDry && onTheirWay < windowBytes();
    }
}

package vn.tram.centre.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How late a box's facts came during the last day, a point each five minutes: the worst that was heard in them. Lives
 * in memory alone and never grows. Core's thread only.
 */
final class LagRing {
    static final Duration STEP = Duration.ofMinutes(5);

    /** A day of points. */
    static final int POINTS = 288;

    /** Nothing was heard. */
    private static final int NONE = -1;

    /** Seconds by step, each in the place of the step a day before. */
    private final int[] worst = new int[POINTS];

    private long newest = Long.MIN_VALUE;

    LagRing() {
        Arrays.fill(worst, NONE);
    }

    /**
     * @param at epoch milliseconds; what is a day older than the newest is passed over
     * @param lagMillis how long the oldest entry that has not come had waited; 0 when none waits
     */
    void add(long at, long lagMillis) {
        long step = Math.floorDiv(at, STEP.toMillis());
        if (step > newest) {
            forget(step);
            newest = step;
        }
        if (step > newest - POINTS) {
            int place = place(step);
            long seconds = Math.max(0, lagMillis) / 1_000;
            worst[place] = Math.max(worst[place], (int) Math.min(Integer.MAX_VALUE, seconds));
        }
    }

    /** Empties the places of the steps between the newest and {@code step}, in which nothing was heard. */
    private void forget(long step) {
        for (long each = Math.max(newest + 1, step - POINTS + 1); each <= step; each++) {
            worst[place(each)] = NONE;
        }
    }

    private static int place(long step) {
        return Math.floorMod(step, POINTS);
    }

    /** Points of the day that ends at {@code now}, oldest first; none where nothing was heard. */
    List<LagView.Point> points(long now) {
        long last = Math.floorDiv(now, STEP.toMillis());
        var points = new ArrayList<LagView.Point>();
        for (long step = Math.max(last, newest) - POINTS + 1; step <= newest; step++) {
            int seconds = step > newest - POINTS ? worst[place(step)] : NONE;
            if (seconds != NONE) {
                points.add(new LagView.Point(step * STEP.toMillis(), seconds * 1_000L));
            }
        }
        return points;
    }
}

package vn.tram.bench.traffic;

import java.util.concurrent.TimeUnit;

/** A day that runs {@code speed} times as fast as the real one. Any thread may look; one thread plays. */
final class RealPace implements Pace {
    /** Later than this (real time), the day waits instead of making everything happen at once. */
    private static final double LATE_SECONDS = 1;

    private final double speed;
    private volatile Anchor anchor;

    /** A second of the day and the moment it was (by {@link System#nanoTime}). */
    private record Anchor(double second, long nanos) {}

    RealPace(double speed, double from) {
        this.speed = speed;
        this.anchor = new Anchor(from, System.nanoTime());
    }

    void startAgain(double from) {
        anchor = new Anchor(from, System.nanoTime());
    }

    @Override
    public double now() {
        var since = anchor;
        return since.second() + (System.nanoTime() - since.nanos()) / 1e9 * speed;
    }

    @Override
    public void until(double second) throws InterruptedException {
        double missing = (second - now()) / speed;
        if (missing > 0) {
            TimeUnit.NANOSECONDS.sleep((long) (missing * 1e9));
        } else if (missing < -LATE_SECONDS) {
            startAgain(second);
        }
    }

    @Override
    public double dayOf(long millis) {
        return millis / 1000.0 * speed;
    }
}

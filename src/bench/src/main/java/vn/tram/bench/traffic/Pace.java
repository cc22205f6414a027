package vn.tram.bench.traffic;

/** How the time of the day that is played passes. Seconds since its midnight. */
interface Pace {
    double now();

    /** Returns when it is {@code second}; at once when that is past. */
    void until(double second) throws InterruptedException;

    /** Seconds of the day that pass during {@code millis} of the box's own clock. */
    double dayOf(long millis);
}

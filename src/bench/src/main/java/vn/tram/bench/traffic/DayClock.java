package vn.tram.bench.traffic;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import vn.tram.kernel.base.BusinessDay;

/** A wall clock that stands still until the day that is played moves it. Any thread may read; one thread plays. */
public final class DayClock implements InstantSource, Pace {
    private final Instant midnight;
    private volatile double second;

    /** Stands at the very beginning of a business day. */
    public DayClock(int day) {
        this.midnight = BusinessDay.instant(day, LocalTime.MIDNIGHT);
    }

    @Override
    public Instant instant() {
        return midnight.plusMillis((long) (second * 1000));
    }

    @Override
    public double now() {
        return second;
    }

    @Override
    public void until(double wanted) {
        second = Math.max(second, wanted);
    }

    @Override
    public double dayOf(long millis) {
        return millis / 1000.0;
    }
}

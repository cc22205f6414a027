package vn.tram.kernel.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: tasks run when the test advances the clock, in order of their moment and then of their planning. Any
 * thread may plan; tasks run on the one that advances.
 */
public final class ManualTimers implements Timers, InstantSource, Platform.MonotonicClock {
    private record Planned(long atNanos, long order, Runnable task, AtomicBoolean cancelled) {}

    private final PriorityQueue<Planned> planned = new PriorityQueue<>(
            (a, b) -> a.atNanos != b.atNanos ? Long.compare(a.atNanos, b.atNanos) : Long.compare(a.order, b.order));
    private volatile long nowNanos;
    private long order;
    private final AtomicLong wallOffsetMillis;

    public ManualTimers(Instant start) {
        this.wallOffsetMillis = new AtomicLong(start.toEpochMilli());
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        var cancelled = new AtomicBoolean();
        synchronized (planned) {
            planned.add(new Planned(nowNanos + delay.toNanos(), order++, task, cancelled));
        }
        return () -> cancelled.set(true);
    }

    /** Moves time on and runs whatever falls due, in order. */
    public void advance(Duration by) {
        long until = nowNanos + by.toNanos();
        for (var next = due(until); next != null; next = due(until)) {
            nowNanos = Math.max(nowNanos, next.atNanos);
            if (!next.cancelled.get()) {
                next.task.run();
            }
        }
        nowNanos = until;
    }

    private @Nullable Planned due(long until) {
        synchronized (planned) {
            var next = planned.peek();
            return next == null || next.atNanos > until ? null : planned.remove();
        }
    }

    /** Sets the wall clock wrong (or right again) without touching elapsed time. */
    public void jumpWallClock(Duration by) {
        wallOffsetMillis.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallOffsetMillis.get() + nowNanos / 1_000_000);
    }

    @Override
    public long nanos() {
        return nowNanos;
    }
}

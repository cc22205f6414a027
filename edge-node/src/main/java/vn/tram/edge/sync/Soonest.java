package vn.tram.edge.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.Timers.Cancellable;

/** One task that is done at the soonest of the times it was asked for, and then not again until asked. One thread. */
final class Soonest {
    /** Two clocks of one machine may disagree by less: what is a little too early must not be tried again at once. */
    private static final long LEAST_NANOS = 1_000_000;

    private final Platform platform;
    private final Runnable task;
    private @Nullable Cancellable planned;
    private long plannedNanos;

    Soonest(Platform platform, Runnable task) {
        this.platform = platform;
        this.task = task;
    }

    void in(long nanos) {
        long wait = nanos <= 0 ? 0 : Math.max(nanos, LEAST_NANOS);
        long at = platform.monotonic().nanos() + wait;
        if (planned != null && plannedNanos - at <= 0) {
            return;
        }
        if (planned != null) {
            planned.cancel();
        }
        plannedNanos = at;
        planned = platform.timers().after(Duration.ofNanos(wait), () -> {
            planned = null;
            task.run();
        });
    }
}

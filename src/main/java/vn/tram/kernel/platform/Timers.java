package vn.tram.kernel.platform;

import java.time.Duration;

/**
 * Runs tasks later, all of one {@code Timers} on one thread and never two at once.
 *
 * <p>A delay of zero means "as soon as the thread is free": it is how work is handed over to that thread.
 */
public interface Timers {
    /** Runs {@code task} after {@code delay} (zero or more) unless cancelled before. Any thread may call. */
    Cancellable after(Duration delay, Runnable task);

    /** A task that has been planned. */
    interface Cancellable {
        /** Prevents the task from starting; does nothing when it has started. */
        void cancel();
    }
}

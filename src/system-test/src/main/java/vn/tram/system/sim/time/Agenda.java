package vn.tram.system.sim.time;

import java.util.PriorityQueue;
import vn.tram.kernel.platform.Timers.Cancellable;

/**
 * The one queue of everything that will happen, in order of virtual time and then of planning. Nanoseconds since the
 * world began.
 */
public final class Agenda {
    private static final class Planned implements Comparable<Planned>, Cancellable {
        private final long at;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        Planned(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Planned other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private final Trace trace;
    private long now;
    private long order;
    private long events;

    /** @param trace hears the time of every event */
    public Agenda(Trace trace) {
        this.trace = trace;
    }

    public long now() {
        return now;
    }

    /** Events that have happened. */
    public long events() {
        return events;
    }

    public Cancellable after(long nanos, Runnable task) {
        var entry = new Planned(now + Math.max(0, nanos), order++, task);
        planned.add(entry);
        return entry;
    }

    /** Lets the next event happen; false when none is due up to {@code until}, which then is the time. */
    public boolean step(long until) {
        var next = planned.peek();
        if (next == null || next.at > until) {
            now = Math.max(now, until);
            return false;
        }
        planned.remove();
        if (!next.cancelled) {
            now = next.at;
            events++;
            trace.add(next.at);
            next.task.run();
        }
        return true;
    }
}

package vn.tram.edge.sync;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.edge.sync.lanes.LineMeasure;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.LineFigures;

/** What people see of the line. Written on the timers' thread; {@link #shown} by any thread. */
final class LineBoard {
    /** Reads what waits; may fail with the disk. */
    interface Waiting {
        Backlog backlog() throws StoreFailure;
    }

    private final String broker;
    private final Waiting waiting;
    private final LongFunction<List<FeedTrouble>> troubles;
    private final Supplier<LineMeasure> measure;
    private Connection state = Connection.NEVER;
    private long since;
    private String why = "";
    private @Nullable Long lastAckAt;
    private volatile LineState shown;

    /**
     * @param troubles with feeds, as of a moment in epoch milliseconds
     * @param measure what was lately measured of the line
     */
    LineBoard(
            String broker,
            Waiting waiting,
            LongFunction<List<FeedTrouble>> troubles,
            Supplier<LineMeasure> measure,
            long now) {
        this.broker = broker;
        this.waiting = waiting;
        this.troubles = troubles;
        this.measure = measure;
        this.since = now;
        this.shown = new LineState(
                state, since, broker, why, 0, null, null, List.of(), troubles.apply(now), LineMeasure.NONE);
    }

    LineState shown() {
        return shown;
    }

    /** The same, for the city. */
    LineFigures told() {
        var oldest = shown.oldestUnsent();
        return new LineFigures(
                shown.measure().bytesPerSecond(), shown.measure().wayMillis(), oldest == null ? 0 : oldest);
    }

    Connection state() {
        return state;
    }

    void become(Connection next, long now) {
        boolean neverYet = state == Connection.NEVER && next == Connection.OFFLINE;
        if (next != state && !neverYet) {
            state = next;
            since = now;
        }
        show(now);
    }

    void offline(String reason, long now) {
        why = reason;
        become(Connection.OFFLINE, now);
    }

    /** The centre has answered, or confirmed something. */
    void confirmed(long now) {
        lastAckAt = now;
    }

    void noTrouble() {
        why = "";
    }

    void show(long now) {
        Backlog backlog;
        try {
            backlog = waiting.backlog();
        } catch (StoreFailure failure) {
            why = "the journal cannot be read: " + failure.getMessage();
            backlog = new Backlog(0, null, List.of());
        }
        shown = new LineState(
                state,
                since,
                broker,
                why,
                backlog.unsent(),
                backlog.oldest(),
                lastAckAt,
                backlog.lanes(),
                troubles.apply(now),
                measure.get());
    }
}

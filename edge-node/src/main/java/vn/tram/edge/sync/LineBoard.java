package vn.tram.edge.sync;

import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.kernel.base.StoreFailure;

/** What people see of the line. Written on the timers' thread; {@link #shown} by any thread. */
final class LineBoard {
    /** Reads what waits; may fail with the disk. */
    interface Waiting {
        Backlog backlog() throws StoreFailure;
    }

    private final String broker;
    private final Waiting waiting;
    private final LongFunction<List<FeedTrouble>> troubles;
    private Connection state = Connection.NEVER;
    private long since;
    private String why = "";
    private @Nullable Long lastAckAt;
    private volatile LineState shown;

    /** @param troubles with feeds, as of a moment in epoch milliseconds */
    LineBoard(String broker, Waiting waiting, LongFunction<List<FeedTrouble>> troubles, long now) {
        this.broker = broker;
        this.waiting = waiting;
        this.troubles = troubles;
        this.since = now;
        this.shown = new LineState(state, since, broker, why, 0, null, null, List.of(), troubles.apply(now));
    }

    LineState shown() {
        return shown;
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
                troubles.apply(now));
    }
}

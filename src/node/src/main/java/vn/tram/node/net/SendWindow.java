package vn.tram.node.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which message goes next, and how many may be unanswered at once. A few slots are kept for pressing messages, so that
 * bulk never makes them wait for more than the bytes already on their way. Messages of one kind keep their order. One
 * thread; no network.
 */
final class SendWindow {
    private final int slots;
    private final int kept;
    private final Deque<Outgoing> pressing = new ArrayDeque<>();
    private final Deque<Outgoing> bulk = new ArrayDeque<>();
    private final Set<Outgoing> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
    private int open;

    /**
     * @param slots messages unanswered at once, at most
     * @param kept how many of them bulk may not take; less than {@code slots}
     */
    SendWindow(int slots, int kept) {
        this.slots = slots;
        this.kept = kept;
        this.open = slots;
    }

    /** Keeps to what the broker takes at once (its Receive Maximum, 1 or more). */
    void narrow(int receiveMaximum) {
        open = Math.min(slots, receiveMaximum);
    }

    void add(Outgoing message) {
        (message.pressing() ? pressing : bulk).add(message);
    }

    /** Takes the next message that may be sent now, or null. It counts as in flight until {@link #done}. */
    @Nullable
    Outgoing next() {
        @Nullable Outgoing next = null;
        if (inFlight.size() < open) {
            next = pressing.poll();
        }
        if (next == null && inFlight.size() < Math.max(1, open - kept)) {
            next = bulk.poll();
        }
        if (next != null) {
            inFlight.add(next);
        }
        return next;
    }

    /** Frees the slot; false when the message was not in flight (answered twice, or drained). */
    boolean done(Outgoing message) {
        return inFlight.remove(message);
    }

    /** Empties the window; returns all that was in it. */
    List<Outgoing> drain() {
        var all = new ArrayList<>(inFlight);
        all.addAll(pressing);
        all.addAll(bulk);
        inFlight.clear();
        pressing.clear();
        bulk.clear();
        return all;
    }
}

package vn.tram.edge.sync.retention;

import java.time.Duration;
import java.util.ArrayList;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;

/**
 * How long entries stay once the centre has them: longer than the age of any copy that the centre may be restored from,
 * so that it can be filled again. What the centre has not is kept for ever.
 */
public final class Retention {
    /** Acknowledged entries stay this long. */
    public static final Duration USUAL = Duration.ofDays(35);

    /** And this long when they take too much of the disk. */
    public static final Duration LEAST = Duration.ofDays(7);

    /** Their share of the disk from which on they go early. */
    public static final double SHARE = 0.2;

    /** What is old enough to go, as the store finds it. */
    public interface Old {
        /**
         * The oldest entry of a lane to be kept from now on; 0 when nothing is to go. A bounded step: asked again, it
         * goes further.
         *
         * @param durable the last entry that may go
         */
        long floorAfter(Lane lane, long durable, Limits limits) throws StoreFailure;

        /** Whether an epoch that is over has entries from before this epoch millisecond that may go. */
        boolean hasEndedBefore(long before) throws StoreFailure;
    }

    /**
     * @param usual entries before this epoch millisecond may go
     * @param pressed and these when the share of the disk is passed
     */
    public record Limits(long usual, long pressed, double share) {}

    private final Old old;
    private volatile boolean pressed;

    public Retention(Old old) {
        this.old = old;
    }

    /** The disk fills: old entries go early whoever fills it. Any thread. */
    public void press(boolean now) {
        pressed = now;
    }

    public Decision<Integer> decide(ForgetOld command, Moment moment) {
        var limits =
                new Limits(moment.millis() - USUAL.toMillis(), moment.millis() - LEAST.toMillis(), pressed ? 0 : SHARE);
        var changes = new ArrayList<Change>();
        try {
            for (var acked : command.acked()) {
                long floor = old.floorAfter(acked.lane(), acked.durable(), limits);
                if (floor > 0) {
                    changes.add(new EntriesForgotten(acked.lane(), floor));
                }
            }
            boolean taken = command.acked().stream().anyMatch(acked -> acked.durable() > 0);
            if (taken && old.hasEndedBefore(limits.usual())) {
                changes.add(new OldEpochsForgotten(limits.usual())); // the centre took this epoch: it has those before
            }
        } catch (StoreFailure unreadable) {
            return Decision.of(0);
        }
        return Decision.of(changes.size(), changes);
    }
}

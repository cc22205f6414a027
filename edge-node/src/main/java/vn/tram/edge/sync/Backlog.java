package vn.tram.edge.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineState.LaneState;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;

/**
 * What waits for the centre.
 *
 * @param unsent entries not yet confirmed
 * @param oldest time of the oldest of them, epoch milliseconds
 */
record Backlog(long unsent, @Nullable Long oldest, List<LaneState> lanes) {
    Backlog {
        lanes = List.copyOf(lanes);
    }

    /**
     * @param journal the present epoch
     * @param source what is being sent: the journal, or an ended epoch whose rest comes first
     * @param epoch that the senders' watermarks are of
     */
    static Backlog of(
            Collection<LaneSender> senders,
            Predicate<Lane> refused,
            JournalReader journal,
            JournalReader source,
            long epoch)
            throws StoreFailure {
        var head = journal.head();
        boolean present = epoch == head.epoch();
        var lanes = new ArrayList<LaneState>();
        long unsent = 0;
        Long oldest = null;
        for (var sender : senders) {
            var lane = sender.lane();
            boolean ofSource = present || source != journal;
            long durable = ofSource ? sender.durable() : 0;
            long rest = source == journal ? 0 : source.head().lane(lane).lseq();
            long all = rest + head.lane(lane).lseq();
            if (all > 0) {
                long applied = ofSource ? sender.applied() : 0;
                lanes.add(new LaneState(lane.name(), all, durable, applied, refused.test(lane)));
            }
            if (all > durable) {
                unsent += all - durable;
                var first =
                        rest > durable ? source.read(lane, durable + 1, 1) : journal.read(lane, durable - rest + 1, 1);
                long at = first.isEmpty() ? head.at() : first.get(0).at();
                oldest = oldest == null ? at : Math.min(oldest, at);
            }
        }
        return new Backlog(unsent, oldest, lanes);
    }
}

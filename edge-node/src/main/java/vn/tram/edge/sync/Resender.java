package vn.tram.edge.sync;

import java.util.List;
import java.util.Optional;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.EntriesAgain;
import vn.tram.kernel.wire.Control.SendEntries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** Gives the centre entries once more whose copy there is damaged. Timers' thread. */
final class Resender {
    /** Leaves room for the rest of a control message. */
    private static final int MOST_BYTES = 200 * 1024;

    private final BoxId box;
    private final Lineage lineage;

    Resender(BoxId box, Lineage lineage) {
        this.box = box;
        this.lineage = lineage;
    }

    /** Empty when they are no longer kept, belong to no epoch of ours, or are damaged here as well. */
    Optional<EntriesAgain> answer(SendEntries asked) {
        long count = asked.last() - asked.first() + 1;
        if (asked.first() < 1 || count < 1 || count > Frame.MAX_ENTRIES) {
            return Optional.empty();
        }
        try {
            var journal = lineage.reader(asked.epoch()).orElse(null);
            if (journal == null) {
                return Optional.empty();
            }
            var head = journal.head();
            if (asked.last() > head.lane(asked.lane()).lseq()) {
                return Optional.empty();
            }
            var entries = journal.read(asked.lane(), asked.first(), (int) count);
            var before = journal.laneAt(asked.lane(), asked.first() - 1).hash();
            var hash = before;
            for (var entry : entries) {
                hash = entry.hashAfter(hash);
            }
            if (entries.size() != count
                    || !hash.equals(journal.laneAt(asked.lane(), asked.last()).hash())) {
                return Optional.empty();
            }
            var frame = new Frame(
                    box,
                    head.epoch(),
                    asked.lane(),
                    before.first(Frame.CHAIN_BYTES),
                    entries,
                    hash.first(Frame.CHAIN_BYTES));
            var raw = Bytes.owned(FrameCodec.encode(frame, Packing.COLUMNS));
            return raw.size() > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new EntriesAgain(head.epoch(), asked.lane(), List.of(raw)));
        } catch (StoreFailure | IllegalArgumentException notHere) { // let go long ago, or not in order any more
            return Optional.empty();
        }
    }
}

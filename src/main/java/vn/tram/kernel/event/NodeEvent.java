package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;

/** News of the box itself. */
public sealed interface NodeEvent extends Event {
    /** The process started. {@code version} is the software's. */
    record NodeStarted(String version) implements NodeEvent {}

    /** The wall clock fell behind what is already written; numbering goes on with the last known time. */
    record ClockFellBehind(long behindMillis) implements NodeEvent {}

    /**
     * The first fact of an epoch that is not a box's first.
     *
     * @param parent the epoch before
     * @param reason why it ended
     * @param regained entries of the parent, lost here, that the centre gave back
     * @param carried entries of our own that found no place in the parent and follow as {@link EntryCarried}
     */
    record EpochBegun(long parent, TurnReason reason, long regained, long carried) implements NodeEvent {}

    /**
     * An entry as it was written into an epoch whose history turned out to be another. Kept as evidence; what it did is
     * told by other facts, so nobody folds it.
     */
    record EntryCarried(Entry original) implements NodeEvent {
        public EntryCarried {
            if (original.isErased()) {
                throw new IllegalArgumentException("of an erased entry nothing is left to carry");
            }
        }
    }

    /**
     * Salt and body of an entry of this box are gone, here and wherever this is read. What the entry said stands
     * nowhere in it.
     *
     * @param lseq of the entry in its epoch and lane
     */
    record EntryErased(long epoch, Lane lane, long lseq, EraseReason reason) implements NodeEvent {
        public EntryErased {
            if (lseq < 1) {
                throw new IllegalArgumentException("there is no entry " + lseq);
            }
        }

        /** Whether this is the entry that it speaks of. */
        public boolean isOf(Entry entry) {
            return entry.epoch() == epoch && entry.lane() == lane && entry.lseq() == lseq;
        }
    }

    /** The wall clock has caught up. */
    record ClockRecovered() implements NodeEvent {}
}

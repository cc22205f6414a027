package vn.tram.edge.sync.epochs;

import java.util.List;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.JournalReader;

/** The box's journal beyond its present epoch. Any thread. */
public interface Epochs {
    /** A box in its first epoch. */
    Epochs NONE = new Epochs() {
        @Override
        public List<EndedEpoch> ended() {
            return List.of();
        }

        @Override
        public JournalReader ended(long epoch) throws StoreFailure {
            throw new StoreFailure("there is no ended epoch " + Long.toHexString(epoch));
        }
    };

    /** Epochs that are over, the last one first; at most {@link EndedEpoch#MOST}. */
    List<EndedEpoch> ended() throws StoreFailure;

    /** Reads one of them. Fails when it is none of them. */
    JournalReader ended(long epoch) throws StoreFailure;
}

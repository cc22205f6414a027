package vn.tram.edge.sync.epochs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;

/** The present epoch and those before it, as one history. Any thread. */
public record Lineage(JournalReader journal, Epochs epochs) {
    /** A box in its first epoch. */
    public static Lineage first(JournalReader journal) {
        return new Lineage(journal, Epochs.NONE);
    }

    public long present() throws StoreFailure {
        return journal.head().epoch();
    }

    public List<EndedEpoch> ended() throws StoreFailure {
        return epochs.ended();
    }

    /** What is to be read of an epoch; empty when it is none of ours. */
    public Optional<JournalReader> reader(long epoch) throws StoreFailure {
        if (epoch == present()) {
            return Optional.of(journal);
        }
        boolean known = ended().stream().anyMatch(ended -> ended.epoch() == epoch);
        return known ? Optional.of(epochs.ended(epoch)) : Optional.empty();
    }

    /**
     * Whether our chains pass through what the centre has of an epoch: a longer history under our name may still be
     * another one.
     */
    public boolean passes(long epoch, Map<Lane, Watermark> marks) throws StoreFailure {
        var of = reader(epoch);
        if (of.isEmpty()) {
            return false;
        }
        for (var lane : Lane.values()) {
            var mark = marks.getOrDefault(lane, Watermark.NONE);
            boolean kept = mark.durable() <= of.get().head().lane(lane).lseq()
                    && mark.durable() >= of.get().floor(lane).lseq();
            if (!kept || !of.get().laneAt(lane, mark.durable()).hash().equals(mark.hash())) {
                return false;
            }
        }
        return true;
    }
}

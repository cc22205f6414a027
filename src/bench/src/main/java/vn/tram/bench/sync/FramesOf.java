package vn.tram.bench.sync;

import java.util.List;
import vn.tram.edge.BoxStorage;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.system.sim.disk.PassingBoxStore;

/**
 * A box's store that hands out at most some entries at once, so that a backlog leaves in frames as small as those of
 * live traffic. Everything else is the store's own.
 */
record FramesOf(int most, BoxStorage inner) implements PassingBoxStore {
    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return inner.read(lane, fromLseq, Math.min(max, most));
    }
}

package vn.tram.system.sim.bugs;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import vn.tram.edge.BoxStorage;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.system.sim.disk.PassingBoxStore;

/** A box's store with one thing wrong. */
record BentBoxStore(
        BoxStorage inner,
        UnaryOperator<Recovered> recovered,
        UnaryOperator<Written> written,
        UnaryOperator<List<Entry>> read,
        UnaryOperator<List<Entry>> folded,
        ToLongFunction<Lane> kept)
        implements PassingBoxStore {

    static BentBoxStore over(BoxStorage inner) {
        return new BentBoxStore(
                inner,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                lane -> 0);
    }

    BentBoxStore recovering(UnaryOperator<Recovered> bend) {
        return new BentBoxStore(inner, bend, written, read, folded, kept);
    }

    BentBoxStore writing(UnaryOperator<Written> bend) {
        return new BentBoxStore(inner, recovered, bend, read, folded, kept);
    }

    BentBoxStore reading(UnaryOperator<List<Entry>> bend) {
        return new BentBoxStore(inner, recovered, written, bend, folded, kept);
    }

    BentBoxStore folding(UnaryOperator<List<Entry>> bend) {
        return new BentBoxStore(inner, recovered, written, read, bend, kept);
    }

    /** {@code oldest}: the entry of a lane from which on this store still has them; 0 for all. */
    BentBoxStore keeping(ToLongFunction<Lane> oldest) {
        return new BentBoxStore(inner, recovered, written, read, folded, oldest);
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return recovered.apply(inner.recover());
    }

    @Override
    public void write(Written change) throws StoreFailure {
        inner.write(written.apply(change));
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return read.apply(inner.read(lane, Math.max(fromLseq, kept.applyAsLong(lane)), max));
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        if (lseq < kept.applyAsLong(lane)) {
            throw new StoreFailure("entry " + lseq + " of lane " + lane + " is no longer kept");
        }
        return inner.laneAt(lane, lseq);
    }

    @Override
    public LaneHead floor(Lane lane) throws StoreFailure {
        long oldest = kept.applyAsLong(lane);
        return oldest > 1 ? inner.laneAt(lane, oldest) : inner.floor(lane);
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        return folded.apply(inner.today());
    }
}

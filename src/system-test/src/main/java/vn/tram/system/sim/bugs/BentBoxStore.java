package vn.tram.system.sim.bugs;

import java.util.List;
import java.util.function.UnaryOperator;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.sync.AckLanded;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/** A box's store with one thing wrong. */
record BentBoxStore(
        BoxStorage inner,
        UnaryOperator<Recovered> recovered,
        UnaryOperator<Written> written,
        UnaryOperator<List<Entry>> read,
        UnaryOperator<List<Entry>> folded,
        LaneBend laneBend)
        implements BoxStorage {

    /** What is said of a lane's chain, given what is true. */
    interface LaneBend {
        LaneHead at(Lane lane, LaneHead truth);
    }

    static BentBoxStore over(BoxStorage inner) {
        return new BentBoxStore(
                inner,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                (lane, truth) -> truth);
    }

    BentBoxStore recovering(UnaryOperator<Recovered> bend) {
        return new BentBoxStore(inner, bend, written, read, folded, laneBend);
    }

    BentBoxStore writing(UnaryOperator<Written> bend) {
        return new BentBoxStore(inner, recovered, bend, read, folded, laneBend);
    }

    BentBoxStore reading(UnaryOperator<List<Entry>> bend) {
        return new BentBoxStore(inner, recovered, written, bend, folded, laneBend);
    }

    BentBoxStore folding(UnaryOperator<List<Entry>> bend) {
        return new BentBoxStore(inner, recovered, written, read, bend, laneBend);
    }

    BentBoxStore chaining(LaneBend bend) {
        return new BentBoxStore(inner, recovered, written, read, folded, bend);
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
    public void commit() throws StoreFailure {
        inner.commit();
    }

    @Override
    public JournalHead head() throws StoreFailure {
        return inner.head();
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return read.apply(inner.read(lane, fromLseq, max));
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        return laneBend.at(lane, inner.laneAt(lane, lseq));
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        return folded.apply(inner.today());
    }

    @Override
    public List<StoredFeed> feeds() throws StoreFailure {
        return inner.feeds();
    }

    @Override
    public List<AckLanded> acks() throws StoreFailure {
        return inner.acks();
    }
}

package vn.tram.system.sim.disk;

import java.util.List;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.retention.Retention;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/** A box's store on a {@link Disk}, watched. */
public final class SimBoxStore implements BoxStorage {
    private final BoxStorage inner;
    private final SimLedger ledger;

    public SimBoxStore(BoxStorage inner, Disk disk, LedgerWatch watch) {
        this.inner = inner;
        this.ledger = new SimLedger(inner, disk, watch);
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return ledger.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        ledger.write(change);
    }

    @Override
    public void commit() throws StoreFailure {
        ledger.commit();
    }

    @Override
    public JournalHead head() throws StoreFailure {
        return inner.head();
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return inner.read(lane, fromLseq, max);
    }

    @Override
    public List<Scrub.Row> rows(long fromLsn, int max) throws StoreFailure {
        return inner.rows(fromLsn, max);
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        return inner.laneAt(lane, lseq);
    }

    @Override
    public LaneHead floor(Lane lane) throws StoreFailure {
        return inner.floor(lane);
    }

    @Override
    public long floorAfter(Lane lane, long durable, Retention.Limits limits) throws StoreFailure {
        return inner.floorAfter(lane, durable, limits);
    }

    @Override
    public String machine() throws StoreFailure {
        return inner.machine();
    }

    @Override
    public boolean hasEndedBefore(long before) throws StoreFailure {
        return inner.hasEndedBefore(before);
    }

    @Override
    public List<EndedEpoch> ended() throws StoreFailure {
        return inner.ended();
    }

    @Override
    public JournalReader ended(long epoch) throws StoreFailure {
        return inner.ended(epoch);
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        return inner.today();
    }

    @Override
    public List<StoredFeed> feeds() throws StoreFailure {
        return inner.feeds();
    }

    @Override
    public List<LaneSpent> spent() throws StoreFailure {
        return inner.spent();
    }

    @Override
    public List<Ticket> ticketRows(int day) throws StoreFailure {
        return inner.ticketRows(day);
    }

    @Override
    public int lastDayBefore(int day) throws StoreFailure {
        return inner.lastDayBefore(day);
    }

    @Override
    public List<AckLanded> acks() throws StoreFailure {
        return inner.acks();
    }

    @Override
    public long lease() throws StoreFailure {
        return inner.lease();
    }
}

package vn.tram.bench.sync;

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

/**
 * A box's store that hands out at most some entries at once, so that a backlog leaves in frames as small as those of
 * live traffic. Everything else is the store's own.
 */
record FramesOf(int most, BoxStorage store) implements BoxStorage {
    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return store.read(lane, fromLseq, Math.min(max, most));
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return store.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        store.write(change);
    }

    @Override
    public void commit() throws StoreFailure {
        store.commit();
    }

    @Override
    public JournalHead head() throws StoreFailure {
        return store.head();
    }

    @Override
    public List<Scrub.Row> rows(long fromLsn, int max) throws StoreFailure {
        return store.rows(fromLsn, max);
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        return store.laneAt(lane, lseq);
    }

    @Override
    public LaneHead floor(Lane lane) throws StoreFailure {
        return store.floor(lane);
    }

    @Override
    public long floorAfter(Lane lane, long durable, Retention.Limits limits) throws StoreFailure {
        return store.floorAfter(lane, durable, limits);
    }

    @Override
    public String machine() throws StoreFailure {
        return store.machine();
    }

    @Override
    public boolean hasEndedBefore(long before) throws StoreFailure {
        return store.hasEndedBefore(before);
    }

    @Override
    public List<EndedEpoch> ended() throws StoreFailure {
        return store.ended();
    }

    @Override
    public JournalReader ended(long epoch) throws StoreFailure {
        return store.ended(epoch);
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        return store.today();
    }

    @Override
    public List<StoredFeed> feeds() throws StoreFailure {
        return store.feeds();
    }

    @Override
    public List<LaneSpent> spent() throws StoreFailure {
        return store.spent();
    }

    @Override
    public List<Ticket> ticketRows(int day) throws StoreFailure {
        return store.ticketRows(day);
    }

    @Override
    public int lastDayBefore(int day) throws StoreFailure {
        return store.lastDayBefore(day);
    }

    @Override
    public List<AckLanded> acks() throws StoreFailure {
        return store.acks();
    }

    @Override
    public long lease() throws StoreFailure {
        return store.lease();
    }
}

package vn.tram.system.sim.disk;

import java.util.List;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.devices.Device;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.staff.StaffStored;
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

/** A store that passes every call on to another one, so that who changes one thing writes only that. */
public interface PassingBoxStore extends BoxStorage {
    /** The store that does the work. */
    BoxStorage inner();

    @Override
    default Recovered recover() throws StoreFailure {
        return inner().recover();
    }

    @Override
    default void write(Written change) throws StoreFailure {
        inner().write(change);
    }

    @Override
    default void commit() throws StoreFailure {
        inner().commit();
    }

    @Override
    default JournalHead head() throws StoreFailure {
        return inner().head();
    }

    @Override
    default List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return inner().read(lane, fromLseq, max);
    }

    @Override
    default List<Scrub.Row> rows(long epoch, long fromLsn, int max) throws StoreFailure {
        return inner().rows(epoch, fromLsn, max);
    }

    @Override
    default LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        return inner().laneAt(lane, lseq);
    }

    @Override
    default LaneHead floor(Lane lane) throws StoreFailure {
        return inner().floor(lane);
    }

    @Override
    default long floorAfter(Lane lane, long durable, Retention.Limits limits) throws StoreFailure {
        return inner().floorAfter(lane, durable, limits);
    }

    @Override
    default String machine() throws StoreFailure {
        return inner().machine();
    }

    @Override
    default boolean hasEndedBefore(long before) throws StoreFailure {
        return inner().hasEndedBefore(before);
    }

    @Override
    default List<EndedEpoch> ended() throws StoreFailure {
        return inner().ended();
    }

    @Override
    default JournalReader ended(long epoch) throws StoreFailure {
        return inner().ended(epoch);
    }

    @Override
    default List<Entry> today() throws StoreFailure {
        return inner().today();
    }

    @Override
    default List<StoredFeed> feeds() throws StoreFailure {
        return inner().feeds();
    }

    @Override
    default List<LaneSpent> spent() throws StoreFailure {
        return inner().spent();
    }

    @Override
    default List<Ticket> ticketRows(int day) throws StoreFailure {
        return inner().ticketRows(day);
    }

    @Override
    default int lastDayBefore(int day) throws StoreFailure {
        return inner().lastDayBefore(day);
    }

    @Override
    default List<AckLanded> acks() throws StoreFailure {
        return inner().acks();
    }

    @Override
    default StaffStored staff() throws StoreFailure {
        return inner().staff();
    }

    @Override
    default List<Device> devices() throws StoreFailure {
        return inner().devices();
    }

    @Override
    default long lease() throws StoreFailure {
        return inner().lease();
    }
}

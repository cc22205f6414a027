package vn.tram.edge;

import java.util.List;
import vn.tram.edge.devices.Device;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.staff.StaffStored;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;

/** What the features are folded from at start and after a failed commit. The core's thread alone. */
public interface StoredState {
    /**
     * Entries from the newest "day opened" on, in order, empty before the first; and before them the last news of the
     * clock, when it is older.
     */
    List<Entry> today() throws StoreFailure;

    List<StoredFeed> feeds() throws StoreFailure;

    /** The committed ticket rows of a day, in no order. Any thread. */
    List<Ticket> ticketRows(int day) throws StoreFailure;

    /** The last day before {@code day} that has tickets; -1 when there is none. Any thread. */
    int lastDayBefore(int day) throws StoreFailure;

    /** The machine in which this disk last stood, as it was noted; empty when it never was. Any thread. */
    String machine() throws StoreFailure;

    /** The centre's watermarks as last heard. */
    List<AckLanded> acks() throws StoreFailure;

    /** What lanes with a budget have sent on their last day. */
    List<LaneSpent> spent() throws StoreFailure;

    /** The token by which the centre knows this folder; 0 when it gave none yet. */
    long lease() throws StoreFailure;

    /** What this box alone keeps of its people. */
    StaffStored staff() throws StoreFailure;

    /** The hall's devices. */
    List<Device> devices() throws StoreFailure;
}

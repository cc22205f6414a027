package vn.tram.edge;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.DayDigest;
import vn.tram.kernel.wire.Control.TableDigest;

/**
 * What the tables hold of days that are over. Nothing is written to those any more, so what is on disk is all there
 * will be. {@link #today}: the core's thread, after a commit; {@link #digests}: any thread.
 */
final class DaysOver {
    /** Days answered at once at most: each costs a reading of a day's rows. */
    static final int MOST = 8;

    private final StoredState stored;
    private volatile int today = -1;

    DaysOver(StoredState stored) {
        this.stored = stored;
    }

    /** The day that stands open on disk. */
    void today(int day) {
        today = day;
    }

    /** @param asked days that are not over are left out; empty for the last one that is over */
    List<TableDigest> digests(List<Integer> asked) throws StoreFailure {
        int open = today;
        var days = asked.isEmpty() ? List.of(stored.lastDayBefore(open)) : asked;
        var told = new ArrayList<TableDigest>();
        for (int day : days) {
            if (day >= 0 && day < open && told.size() < MOST) {
                var rows = stored.ticketRows(day);
                told.add(new TableDigest(DayDigest.TICKETS, day, rows.size(), DayDigest.of(rows)));
            }
        }
        return told;
    }
}

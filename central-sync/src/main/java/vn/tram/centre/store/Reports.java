package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.centre.store.enrol.PapersTables;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;
import vn.tram.node.store.TicketTable;

/** Reads what is committed, days and identities, by connections that only read. Any thread. */
public final class Reports implements WardHistory, EnrolBook, AutoCloseable {
    private final Backing.Reading reading;

    Reports(Backing.Reading reading) {
        this.reading = reading;
    }

    @Override
    public Collection<Ticket> ticketsOf(BoxId box, int day) throws StoreFailure {
        try {
            return reading.read(sql -> new TicketTable(sql).day(box, day));
        } catch (SQLException broken) {
            throw new StoreFailure("reading a day's tickets", broken);
        }
    }

    @Override
    public List<Integer> daysOf(BoxId box, int max) throws StoreFailure {
        try {
            // One look-up per day by the primary key, however many tickets lie between.
            return reading.read(sql -> sql.list(
                    row -> row.getInt(1),
                    "WITH RECURSIVE d(day) AS (SELECT max(day) FROM ticket WHERE box = ? UNION ALL"
                            + " SELECT (SELECT max(day) FROM ticket WHERE box = ? AND day < d.day) FROM d"
                            + " WHERE d.day IS NOT NULL)"
                            + " SELECT day FROM d WHERE day IS NOT NULL LIMIT ?",
                    box.value(),
                    box.value(),
                    max));
        } catch (SQLException broken) {
            throw new StoreFailure("reading the days of a box", broken);
        }
    }

    @Override
    public Map<BoxId, Papers> papers() throws StoreFailure {
        try {
            return reading.read(sql -> new PapersTables(sql).papers());
        } catch (SQLException broken) {
            throw new StoreFailure("reading the identities of boxes", broken);
        }
    }

    @Override
    public void close() throws StoreFailure {
        reading.close();
    }
}

package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.Ticket;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/** Reads committed days by a connection that can only read. Any thread, one at a time. */
public final class Reports implements WardHistory, AutoCloseable {
    private final Connection reader;
    private final Sql sql;
    private final TicketTable tickets;

    Reports(Connection reader) {
        this.reader = reader;
        this.sql = new Sql(reader);
        this.tickets = new TicketTable(sql);
    }

    @Override
    public synchronized Collection<Ticket> ticketsOf(BoxId box, int day) throws StoreFailure {
        try {
            return tickets.day(box, day);
        } catch (SQLException broken) {
            throw new StoreFailure("reading a day's tickets", broken);
        }
    }

    @Override
    public synchronized List<Integer> daysOf(BoxId box, int max) throws StoreFailure {
        try {
            // One look-up per day by the primary key, however many tickets lie between.
            return sql.list(
                    row -> row.getInt(1),
                    "WITH RECURSIVE d(day) AS (SELECT max(day) FROM ticket WHERE box = ?1 UNION ALL"
                            + " SELECT (SELECT max(day) FROM ticket WHERE box = ?1 AND day < d.day) FROM d"
                            + " WHERE d.day IS NOT NULL)"
                            + " SELECT day FROM d WHERE day IS NOT NULL LIMIT ?2",
                    box.value(),
                    max);
        } catch (SQLException broken) {
            throw new StoreFailure("reading the days of a box", broken);
        }
    }

    @Override
    public synchronized void close() throws StoreFailure {
        try {
            reader.close();
        } catch (SQLException broken) {
            throw new StoreFailure("closing the reader", broken);
        }
    }
}

package vn.tram.node.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.UuidV7;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

/**
 * Table {@code ticket}: every ticket as it stands, one statement per queue event, on both sides. The primary key (box,
 * day, series, number) is the second guard of unique numbers, after the one thread. Belongs to the writer's
 * transaction.
 */
public final class TicketTable {
    private static final String WHERE = " WHERE box = ? AND day = ? AND series = ? AND number = ?";
    private static final String COLUMNS =
            "day, series, number, id, procedure, channel, waits_in, state, counter, call_no,"
                    + " issued_at, rank_at, first_called_at, first_call_here_at, called_at, started_at, ended_at";

    private static final String STANDS =
            "waits_in = ?, state = ?, counter = ?, call_no = ?, rank_at = ?, first_called_at = ?,"
                    + " first_call_here_at = ?, called_at = ?, started_at = ?, ended_at = ?";

    private final Sql sql;

    public TicketTable(Sql sql) {
        this.sql = sql;
    }

    /** Writes what one event changes. {@code at}: the event's epoch milliseconds. */
    public void apply(BoxId box, QueueEvent event, long at) throws SQLException {
        if (event instanceof QueueEvent.TicketIssued issued) {
            insert(box, issued, at);
        } else if (event instanceof QueueEvent.TicketCalled called) {
            update(
                    box,
                    called.key(),
                    "state = 2, counter = ?, call_no = ?, called_at = ?, ended_at = 0,"
                            + " first_called_at = CASE first_called_at WHEN 0 THEN ? ELSE first_called_at END,"
                            + " first_call_here_at = CASE ? WHEN 1 THEN ? ELSE first_call_here_at END",
                    called.counter(),
                    called.callNo(),
                    at,
                    at,
                    called.callNo(),
                    at);
        } else if (event instanceof QueueEvent.ServingStarted started) {
            serving(box, started.key(), started.counter(), at);
        } else if (event instanceof QueueEvent.ServingResumed resumed) {
            serving(box, resumed.key(), resumed.counter(), at);
        } else if (event instanceof QueueEvent.TicketHeld held) {
            update(box, held.key(), "state = 4, ended_at = 0");
        } else if (event instanceof QueueEvent.ServingFinished finished) {
            ended(box, finished.key(), TicketState.DONE, at);
        } else if (event instanceof QueueEvent.TicketAbsent absent) {
            ended(box, absent.key(), TicketState.NO_SHOW, at);
        } else if (event instanceof QueueEvent.TicketCancelled cancelled) {
            ended(box, cancelled.key(), TicketState.CANCELLED, at);
        } else if (event instanceof QueueEvent.TicketExpired expired) {
            ended(box, expired.key(), TicketState.EXPIRED, at);
        } else if (event instanceof QueueEvent.TicketReturned returned) {
            update(
                    box,
                    returned.key(),
                    "state = 1, counter = 0, call_no = 0, first_call_here_at = 0, started_at = 0, ended_at = 0,"
                            + " rank_at = ?",
                    returned.rankAt());
        } else if (event instanceof QueueEvent.TicketTransferred moved) {
            update(
                    box,
                    moved.key(),
                    "state = 1, counter = 0, call_no = 0, first_call_here_at = 0, started_at = 0, ended_at = 0,"
                            + " waits_in = ?",
                    String.valueOf(moved.toSeries()));
        } else if (event instanceof QueueEvent.ActionUndone undone) {
            restore(box, undone.restored());
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            restate(box, restated.ticket());
        } else if (!(event instanceof QueueEvent.DayOpened || event instanceof QueueEvent.NumbersSkipped)) {
            throw new AssertionError(event);
        }
    }

    /**
     * Writes tickets as they stand after many events.
     *
     * @param fresh that are not in the table yet; one that is there fails
     * @param changed that are there; one that is not fails
     */
    public void put(BoxId box, List<Ticket> fresh, List<Ticket> changed) throws SQLException {
        sql.changeEach(
                "INSERT INTO ticket (box, " + COLUMNS + ")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fresh.stream().map(ticket -> row(box, ticket)).toList());
        sql.changeEach(
                "UPDATE ticket SET " + STANDS + WHERE,
                changed.stream().map(ticket -> stands(box, ticket)).toList());
    }

    private static Object[] row(BoxId box, Ticket ticket) {
        var key = ticket.key();
        return new Object[] {
            box.value(),
            key.day(),
            String.valueOf(key.series()),
            key.number(),
            UuidV7.bytes(ticket.id()),
            ticket.procedure(),
            ticket.channel().number(),
            String.valueOf(ticket.series()),
            ticket.state().number(),
            ticket.counter(),
            ticket.callNo(),
            ticket.issuedAt(),
            ticket.rankAt(),
            ticket.firstCalledAt(),
            ticket.firstCallHereAt(),
            ticket.calledAt(),
            ticket.startedAt(),
            ticket.endedAt()
        };
    }

    private static Object[] stands(BoxId box, Ticket ticket) {
        return new Object[] {
            String.valueOf(ticket.series()),
            ticket.state().number(),
            ticket.counter(),
            ticket.callNo(),
            ticket.rankAt(),
            ticket.firstCalledAt(),
            ticket.firstCallHereAt(),
            ticket.calledAt(),
            ticket.startedAt(),
            ticket.endedAt(),
            box.value(),
            ticket.key().day(),
            String.valueOf(ticket.key().series()),
            ticket.key().number()
        };
    }

    /** The tickets of a box's day, in no order. */
    public List<Ticket> day(BoxId box, int day) throws SQLException {
        return sql.list(
                TicketTable::read, "SELECT " + COLUMNS + " FROM ticket WHERE box = ? AND day = ?", box.value(), day);
    }

    /** The last day before one that has tickets; -1 when there is none. */
    public int lastDayBefore(BoxId box, int day) throws SQLException {
        return sql.list(
                        row -> row.getInt(1),
                        "SELECT coalesce(max(day), -1) FROM ticket WHERE box = ? AND day < ?",
                        box.value(),
                        day)
                .get(0);
    }

    private void insert(BoxId box, QueueEvent.TicketIssued issued, long at) throws SQLException {
        var key = issued.key();
        sql.change(
                "INSERT INTO ticket (box, " + COLUMNS + ")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, ?, ?, 0, 0, 0, 0, 0)",
                box.value(),
                key.day(),
                String.valueOf(key.series()),
                key.number(),
                UuidV7.bytes(issued.id()),
                issued.procedure(),
                issued.channel().number(),
                String.valueOf(key.series()),
                at,
                at);
    }

    private void serving(BoxId box, TicketKey key, int counter, long at) throws SQLException {
        update(
                box,
                key,
                "state = 3, counter = ?, ended_at = 0,"
                        + " started_at = CASE started_at WHEN 0 THEN ? ELSE started_at END",
                counter,
                at);
    }

    private void ended(BoxId box, TicketKey key, TicketState how, long at) throws SQLException {
        update(box, key, "state = ?, ended_at = ?", how.number(), at);
    }

    private void restore(BoxId box, Ticket ticket) throws SQLException {
        update(
                box,
                ticket.key(),
                STANDS,
                String.valueOf(ticket.series()),
                ticket.state().number(),
                ticket.counter(),
                ticket.callNo(),
                ticket.rankAt(),
                ticket.firstCalledAt(),
                ticket.firstCallHereAt(),
                ticket.calledAt(),
                ticket.startedAt(),
                ticket.endedAt());
    }

    /** Puts a ticket in the place of what is there under its number, if anything is. */
    public void restate(BoxId box, Ticket ticket) throws SQLException {
        var key = ticket.key();
        sql.change("DELETE FROM ticket" + WHERE, box.value(), key.day(), String.valueOf(key.series()), key.number());
        put(box, List.of(ticket), List.of());
    }

    private void update(BoxId box, TicketKey key, String set, Object... values) throws SQLException {
        var arguments = new Object[values.length + 4];
        System.arraycopy(values, 0, arguments, 0, values.length);
        arguments[values.length] = box.value();
        arguments[values.length + 1] = key.day();
        arguments[values.length + 2] = String.valueOf(key.series());
        arguments[values.length + 3] = key.number();
        int rows = sql.change("UPDATE ticket SET " + set + WHERE, arguments);
        if (rows != 1) {
            throw new SQLException("no ticket " + key + " of " + box + " to update");
        }
    }

    private static Ticket read(ResultSet row) throws SQLException {
        try {
            var key = new TicketKey(row.getInt(1), row.getString(2).charAt(0), row.getInt(3));
            return new Ticket(
                    key,
                    UuidV7.of(Sql.bytes(row, 4)),
                    row.getString(5),
                    Channel.of(row.getInt(6)),
                    row.getString(7).charAt(0),
                    TicketState.of(row.getInt(8)),
                    row.getInt(9),
                    row.getInt(10),
                    row.getLong(11),
                    row.getLong(12),
                    row.getLong(13),
                    row.getLong(14),
                    row.getLong(15),
                    row.getLong(16),
                    row.getLong(17));
        } catch (BadForm | IllegalArgumentException damaged) {
            throw new SQLException("a ticket row is damaged: " + damaged.getMessage(), damaged);
        }
    }
}

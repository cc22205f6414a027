package vn.tram.centre.store.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.Erasure;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/**
 * Tables {@code parked} and {@code quarantine}: what could not be shown; and {@code erased}: what may stand nowhere.
 */
public final class AsideTables {
    private final Sql sql;
    private final TicketTable tickets;

    AsideTables(Sql sql, TicketTable tickets) {
        this.sql = sql;
        this.tickets = tickets;
    }

    void write(BoxId box, Parked parked) throws SQLException {
        var entry = parked.entry();
        sql.change(
                "INSERT INTO parked (box, epoch, lane, lseq, lsn, type, version, at, salt, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                entry.epoch(),
                entry.lane().number(),
                entry.lseq(),
                entry.lsn(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                entry.body());
    }

    void write(BoxId box, long epoch, Lane lane, Quarantined broken) throws SQLException {
        sql.change(
                "INSERT INTO quarantine (box, epoch, lane, first_lseq, last_lseq, why, raw)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                box.value(),
                epoch,
                lane.number(),
                broken.firstLseq(),
                broken.lastLseq(),
                broken.why(),
                broken.raw());
    }

    void write(TakenUp taken) throws SQLException {
        var box = taken.box();
        for (long lseq : taken.lseqs()) {
            delete("parked", "lseq", taken, lseq);
        }
        for (var broken : taken.broken()) {
            write(box, taken.epoch(), taken.lane(), broken);
        }
        if (taken.day() != TakenUp.NO_DAY) {
            sql.change("DELETE FROM ticket WHERE box = ? AND day = ?", box.value(), taken.day());
        }
        for (Shown shown : taken.shown()) {
            delete("quarantine", "first_lseq", taken, shown.entry().lseq());
            if (shown.event() instanceof QueueEvent event) {
                tickets.apply(box, event, shown.entry().at());
            }
        }
    }

    void write(EntriesErased erased) throws SQLException {
        for (var place : erased.places()) {
            var box = erased.box().value();
            int lane = place.lane().number();
            sql.change(
                    "INSERT INTO erased (box, epoch, lane, lseq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    box,
                    place.epoch(),
                    lane,
                    place.lseq());
            sql.change(
                    "DELETE FROM parked WHERE box = ? AND epoch = ? AND lane = ? AND lseq = ?",
                    box,
                    place.epoch(),
                    lane,
                    place.lseq());
            sql.change(
                    "UPDATE quarantine SET raw = ? WHERE box = ? AND epoch = ? AND lane = ? AND first_lseq <= ?"
                            + " AND last_lseq >= ?",
                    Bytes.EMPTY,
                    box,
                    place.epoch(),
                    lane,
                    place.lseq(),
                    place.lseq());
        }
    }

    /** Of each box what may not stand here. */
    public Map<BoxId, Set<Erasure>> erased() throws SQLException {
        var all = new HashMap<BoxId, Set<Erasure>>();
        sql.list(
                        row -> Map.entry(
                                new BoxId(row.getString(1)),
                                new Erasure(row.getLong(2), IntakeTables.lane(row.getInt(3)), row.getLong(4))),
                        "SELECT box, epoch, lane, lseq FROM erased")
                .forEach(row -> all.computeIfAbsent(row.getKey(), none -> new HashSet<>())
                        .add(row.getValue()));
        return all;
    }

    private void delete(String table, String column, TakenUp taken, long lseq) throws SQLException {
        sql.change(
                "DELETE FROM " + table + " WHERE box = ? AND epoch = ? AND lane = ? AND " + column + " = ?",
                taken.box().value(),
                taken.epoch(),
                taken.lane().number(),
                lseq);
    }

    public List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws SQLException {
        return sql.list(
                AsideTables::entry,
                "SELECT epoch, lsn, lane, lseq, type, version, at, salt, body FROM parked"
                        + " WHERE box = ? AND epoch = ? AND lane = ? AND lseq > ? ORDER BY lseq LIMIT ?",
                box.value(),
                epoch,
                lane.number(),
                afterLseq,
                max);
    }

    public List<ParkedLane> lanes() throws SQLException {
        return sql.list(
                row -> new ParkedLane(new BoxId(row.getString(1)), IntakeTables.lane(row.getInt(2))),
                "SELECT DISTINCT p.box, p.lane FROM parked p JOIN box_epoch b ON b.box = p.box AND b.epoch = p.epoch"
                        + " ORDER BY p.box, p.lane");
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                IntakeTables.lane(row.getInt(3)),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                Sql.bytes(row, 8),
                Sql.bytes(row, 9));
    }
}

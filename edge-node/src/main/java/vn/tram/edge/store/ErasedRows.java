package vn.tram.edge.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Sql;

/**
 * Table {@code erased}, and what it forbids to stand in {@code entry}. A fact of erasure and its effect are one
 * transaction, by whatever way the fact comes into the journal: written here, given back by the centre, or saved from a
 * damaged database.
 */
final class ErasedRows {
    private static final String AT = " WHERE epoch = ? AND lane = ? AND lseq = ?";

    private static final int FACT = EventTypes.number(EntryErased.class);

    private ErasedRows() {}

    /** Does what an entry says when it is a fact of erasure; else nothing. */
    static void obey(Sql sql, Entry entry) throws SQLException {
        if (entry.type() != FACT) {
            return;
        }
        try {
            if (EventTypes.decode(entry).orElse(null) instanceof EntryErased fact) {
                erase(sql, fact);
            }
        } catch (BadForm ofAnotherVersion) {
            return;
        }
    }

    /** Idempotent; the entry need not be here. */
    static void erase(Sql sql, EntryErased fact) throws SQLException {
        sql.change(
                "INSERT INTO erased (epoch, lane, lseq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                fact.epoch(),
                fact.lane().number(),
                fact.lseq());
        empty(sql, fact.epoch(), fact.lane().number(), fact.lseq());
    }

    private static void empty(Sql sql, long epoch, int lane, long lseq) throws SQLException {
        List<Entry> rows;
        try {
            rows = sql.list(JournalRows::entry, JournalRows.ENTRY + AT, epoch, lane, lseq);
        } catch (IllegalArgumentException damaged) { // no digest can be made of it: the centre's copy takes its place
            sql.change("DELETE FROM entry" + AT, epoch, lane, lseq);
            return;
        }
        for (var entry : rows) {
            if (entry.mayBeErased()) {
                sql.change(
                        "UPDATE entry SET salt = x'', body = x'', erased = ?" + AT,
                        entry.erase().erased(),
                        epoch,
                        lane,
                        lseq);
            }
        }
    }

    /** The entry as it may stand here: without its body when that was erased. */
    static Stamped allowed(Sql sql, Stamped stamped) throws SQLException {
        var entry = stamped.entry();
        boolean forbidden = entry.mayBeErased()
                && !sql.list(
                                row -> row.getLong(1),
                                "SELECT lseq FROM erased" + AT,
                                entry.epoch(),
                                entry.lane().number(),
                                entry.lseq())
                        .isEmpty();
        return forbidden ? new Stamped(entry.erase(), stamped.hash(), stamped.laneHash()) : stamped;
    }

    /** Holds every row against the table, after both were copied. */
    static void enforce(Sql sql) throws SQLException {
        record Place(long epoch, int lane, long lseq) {}
        for (var place : sql.list(
                row -> new Place(row.getLong(1), row.getInt(2), row.getLong(3)),
                "SELECT epoch, lane, lseq FROM erased")) {
            empty(sql, place.epoch(), place.lane(), place.lseq());
        }
    }

    /** Other entries come under these numbers: an epoch is cut there. */
    static void cut(Sql sql, long epoch, Map<Lane, Long> kept) throws SQLException {
        for (var lane : Lane.values()) {
            sql.change(
                    "DELETE FROM erased WHERE epoch = ? AND lane = ? AND lseq > ?",
                    epoch,
                    lane.number(),
                    kept.getOrDefault(lane, 0L));
        }
    }

    /** Whether anything was ever erased here. */
    static boolean any(Sql sql) throws SQLException {
        return !sql.list(row -> row.getLong(1), "SELECT lseq FROM erased LIMIT 1")
                .isEmpty();
    }
}

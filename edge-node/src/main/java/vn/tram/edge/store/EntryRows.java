package vn.tram.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Damage;
import vn.tram.node.store.Sql;

/** Rows of {@code entry} that may be damaged. */
final class EntryRows {
    /** Columns as {@link #stamped} reads them. */
    static final String STAMPED =
            "SELECT epoch, lsn, lane, lseq, type, version, at, salt, body, erased, hash, lane_hash FROM entry";

    private EntryRows() {}

    /**
     * Puts an entry in the place of what stands under its number, be it damaged or gone; not when the entry before it
     * in its lane is not here: then it was let go meanwhile, and a lane has no gap. What was erased comes without its
     * body.
     */
    static void replace(Sql sql, Stamped stamped) throws SQLException {
        var entry = stamped.entry();
        boolean follows = entry.lseq() == 1
                || !sql.list(
                                row -> row.getLong(1),
                                "SELECT lsn FROM entry WHERE epoch = ? AND lane = ? AND lseq = ?",
                                entry.epoch(),
                                entry.lane().number(),
                                entry.lseq() - 1)
                        .isEmpty();
        if (!follows) {
            return;
        }
        sql.change(
                "DELETE FROM entry WHERE epoch = ?1 AND (lsn = ?2 OR (lane = ?3 AND lseq = ?4))",
                entry.epoch(),
                entry.lsn(),
                entry.lane().number(),
                entry.lseq());
        JournalRows.append(sql, ErasedRows.allowed(sql, stamped));
        ErasedRows.obey(sql, entry);
    }

    static List<Scrub.Row> rows(Sql sql, long epoch, long fromLsn, int max) throws SQLException {
        return sql.list(
                EntryRows::row, STAMPED + " WHERE epoch = ? AND lsn >= ? ORDER BY lsn LIMIT ?", epoch, fromLsn, max);
    }

    private static Scrub.Row row(ResultSet row) throws SQLException {
        long lsn = row.getLong(2);
        try {
            return new Scrub.Row(lsn, stamped(row));
        } catch (SQLException damaged) {
            if (Damage.shows(damaged)) {
                throw damaged;
            }
            return new Scrub.Row(lsn, null);
        }
    }

    static Stamped stamped(ResultSet row) throws SQLException {
        try {
            return new Stamped(JournalRows.entry(row), Sql.bytes(row, 11), Sql.bytes(row, 12));
        } catch (IllegalArgumentException damaged) {
            throw new SQLException("an entry row is damaged", damaged);
        }
    }
}

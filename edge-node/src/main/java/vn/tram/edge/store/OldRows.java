package vn.tram.edge.store;

import java.sql.SQLException;
import vn.tram.edge.sync.retention.EntriesForgotten;
import vn.tram.edge.sync.retention.OldEpochsForgotten;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.node.store.Sql;

/** Rows of {@code entry} that may go, oldest first. */
final class OldRows {
    /** Entries of a lane that go in one transaction at most. */
    private static final int STEP = 1_000;

    /** The last of the oldest entries that may go, if it is not the oldest itself: that one stays as the floor. */
    private static final String OLD = "SELECT coalesce(max(lseq), 0) FROM (SELECT lseq, at, lsn FROM entry"
            + " WHERE epoch = ?1 AND lane = ?2 AND lseq <= ?3 ORDER BY lseq LIMIT " + (STEP + 1) + ")"
            + " WHERE at < ?4 AND lseq > (SELECT min(lseq) FROM entry WHERE epoch = ?1 AND lane = ?2)"
            + " AND lsn < coalesce((SELECT max(lsn) FROM entry WHERE epoch = ?1 AND type = 1), 0)"
            + " AND lsn < coalesce((SELECT max(lsn) FROM entry WHERE epoch = ?1 AND type IN (41, 42)), "
            + Long.MAX_VALUE + ")";

    private OldRows() {}

    /** See {@code Retention.Old}; 0 when nothing is to go. Never what today and the clock's news are folded from. */
    static long floorAfter(Sql sql, long epoch, Lane lane, long durable, long before) throws SQLException {
        return sql.list(row -> row.getLong(1), OLD, epoch, lane.number(), durable, before)
                .get(0);
    }

    static void forget(Sql sql, long epoch, EntriesForgotten forgotten) throws SQLException {
        sql.change(
                "DELETE FROM entry WHERE epoch = ? AND lane = ? AND lseq < ?",
                epoch,
                forgotten.lane().number(),
                forgotten.floor());
    }

    private static final String ENDED = "SELECT e.epoch, e.lsn FROM entry e WHERE e.epoch <> ?1 AND e.at < ?2"
            + " AND e.lseq < (SELECT max(l.lseq) FROM entry l WHERE l.epoch = e.epoch AND l.lane = e.lane)"
            + " ORDER BY e.epoch, e.lsn LIMIT ";

    static boolean hasEndedBefore(Sql sql, long present, long before) throws SQLException {
        return !sql.list(row -> row.getLong(1), ENDED + 1, present, before).isEmpty();
    }

    /**
     * Of epochs that are over, a bounded step. The last entry of each lane stays: a centre that was set back is told by
     * it what is gone.
     */
    static void forget(Sql sql, long present, OldEpochsForgotten forgotten) throws SQLException {
        sql.change("DELETE FROM entry WHERE (epoch, lsn) IN (" + ENDED + STEP + ")", present, forgotten.before());
    }

    static LaneHead floor(Sql sql, long epoch, Lane lane) throws SQLException {
        return sql
                .list(
                        row -> new LaneHead(row.getLong(1), Sql.bytes(row, 2)),
                        "SELECT lseq, lane_hash FROM entry WHERE epoch = ? AND lane = ? ORDER BY lseq LIMIT 1",
                        epoch,
                        lane.number())
                .stream()
                .filter(oldest -> oldest.lseq() > 1)
                .findFirst()
                .orElse(LaneHead.START);
    }

    /** Bytes in use by the database: pages less those that wait for new rows. */
    static long bytes(Sql sql) throws SQLException {
        return sql.list(
                        row -> row.getLong(1),
                        "SELECT (p.page_count - f.freelist_count) * s.page_size FROM pragma_page_count p,"
                                + " pragma_freelist_count f, pragma_page_size s")
                .get(0);
    }
}

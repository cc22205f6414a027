package vn.tram.edge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.node.store.Sql;

/** Tables {@code epoch} and {@code epoch_head}: the present epoch and those that are over. */
final class EpochRows {
    private static final String NEW =
            "INSERT INTO epoch (epoch, parent, fork_lsn, fork_hash, reason, created_at, place,"
                    + " ended) VALUES (?, ?, 0, ?, ?, ?, ?, ?)";

    /** The epoch that entries are written into. */
    static final String PRESENT = "SELECT epoch FROM epoch WHERE ended = 0 ORDER BY place DESC LIMIT 1";

    /** In the place of a parent: there is none. */
    private static final long NONE = 0;

    private EpochRows() {}

    /** The epoch that entries are written into; {@code fresh} is its name when there is none yet. */
    static long present(Sql sql, long fresh) throws SQLException {
        var epochs = sql.list(row -> row.getLong(1), PRESENT);
        if (!epochs.isEmpty()) {
            return epochs.get(0);
        }
        sql.change(NEW, fresh, NONE, LaneHead.START.hash(), "provisioned", 0, 1, 0);
        return fresh;
    }

    /** The last one first. */
    static List<EndedEpoch> ended(Sql sql) throws SQLException {
        var ended = new ArrayList<EndedEpoch>();
        var rows = sql.list(
                row -> Map.entry(row.getLong(1), row.getInt(2)),
                "SELECT epoch, ended FROM epoch WHERE ended <> 0 ORDER BY place DESC LIMIT ?",
                EndedEpoch.MOST);
        for (var row : rows) {
            long epoch = row.getKey();
            var heads = new EnumMap<Lane, LaneHead>(Lane.class);
            var floors = new EnumMap<Lane, LaneHead>(Lane.class);
            sql.list(EpochRows::head, "SELECT lane, lseq, hash FROM epoch_head WHERE epoch = ?", epoch)
                    .forEach(head -> heads.put(head.getKey(), head.getValue()));
            for (var lane : heads.keySet()) {
                var floor = OldRows.floor(sql, epoch, lane);
                if (floor.lseq() > 0) {
                    floors.put(lane, floor);
                }
            }
            ended.add(new EndedEpoch(epoch, heads, floors, reason(row.getValue())));
        }
        return ended;
    }

    private static Map.Entry<Lane, LaneHead> head(ResultSet row) throws SQLException {
        return Map.entry(JournalRows.lane(row.getInt(1)), new LaneHead(row.getLong(2), Sql.bytes(row, 3)));
    }

    private static TurnReason reason(int number) throws SQLException {
        try {
            return TurnReason.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("an epoch row is damaged", damaged);
        }
    }

    static void turn(Sql sql, EpochTurned turned) throws SQLException {
        var stay = new HashSet<Long>();
        turned.line().forEach(ended -> stay.add(ended.epoch()));
        for (long epoch : sql.list(row -> row.getLong(1), "SELECT epoch FROM epoch")) {
            if (!stay.contains(epoch)) {
                sql.change("DELETE FROM entry WHERE epoch = ?", epoch);
                ErasedRows.cut(sql, epoch, Map.of());
            }
        }
        for (var cut : turned.cut().entrySet()) {
            for (var lane : Lane.values()) {
                sql.change(
                        "DELETE FROM entry WHERE epoch = ? AND lane = ? AND lseq > ?",
                        cut.getKey(),
                        lane.number(),
                        cut.getValue().getOrDefault(lane, 0L));
            }
            ErasedRows.cut(sql, cut.getKey(), cut.getValue());
        }
        for (var regained : turned.regained()) {
            JournalRows.insert(sql, regained.entry(), Bytes.EMPTY, regained.laneHash());
        }
        for (var regained : turned.regained()) {
            ErasedRows.obey(sql, regained.entry());
        }
        sql.change("DELETE FROM epoch");
        sql.change("DELETE FROM epoch_head");
        sql.change("DELETE FROM ack");
        int place = turned.line().size();
        for (int i = 0; i <= place; i++) {
            var parent = i < place ? turned.line().get(i) : null;
            long epoch = i == 0 ? turned.child() : turned.line().get(i - 1).epoch();
            int ended = i == 0 ? 0 : turned.line().get(i - 1).reason().number();
            sql.change(
                    NEW,
                    epoch,
                    parent == null ? NONE : parent.epoch(),
                    LaneHead.START.hash(),
                    parent == null ? "provisioned" : parent.reason().name(),
                    turned.at(),
                    place + 1 - i,
                    ended);
        }
        for (var ended : turned.line()) {
            for (var head : ended.heads().entrySet()) {
                sql.change(
                        "INSERT INTO epoch_head (epoch, lane, lseq, hash) VALUES (?, ?, ?, ?)",
                        ended.epoch(),
                        head.getKey().number(),
                        head.getValue().lseq(),
                        head.getValue().hash());
            }
        }
    }
}

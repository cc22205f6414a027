package vn.tram.edge.store;

import java.sql.SQLException;
import java.util.List;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.node.store.Sql;

/** Tables {@code ack} and {@code lane_spent}. */
final class LineRows {
    private LineRows() {}

    static void land(Sql sql, AckLanded ack) throws SQLException {
        sql.change(
                "INSERT INTO ack (lane, durable, applied, incarnation, epoch) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (lane) DO UPDATE SET durable = excluded.durable, applied = excluded.applied,"
                        + " incarnation = excluded.incarnation, epoch = excluded.epoch",
                ack.lane().number(),
                ack.durable(),
                ack.applied(),
                ack.incarnation(),
                ack.epoch());
    }

    /** Of an epoch; those written before epochs could end are of the only one there was. */
    static List<AckLanded> acks(Sql sql, long epoch) throws SQLException {
        return sql.list(
                row -> new AckLanded(lane(row.getInt(1)), row.getLong(2), row.getLong(3), row.getLong(4), epoch),
                "SELECT lane, durable, applied, incarnation FROM ack WHERE epoch IN (0, ?) ORDER BY lane",
                epoch);
    }

    static void land(Sql sql, LaneSpent spent) throws SQLException {
        sql.change(
                "INSERT INTO lane_spent (lane, day, bytes) VALUES (?, ?, ?)"
                        + " ON CONFLICT (lane) DO UPDATE SET day = excluded.day, bytes = excluded.bytes",
                spent.lane().number(),
                spent.day(),
                spent.bytes());
    }

    static List<LaneSpent> spent(Sql sql) throws SQLException {
        return sql.list(
                row -> new LaneSpent(lane(row.getInt(1)), row.getInt(2), row.getLong(3)),
                "SELECT lane, day, bytes FROM lane_spent ORDER BY lane");
    }

    private static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("a row of the line is damaged", damaged);
        }
    }
}

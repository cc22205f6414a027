package vn.tram.edge.store;

import java.sql.SQLException;
import java.util.List;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.epochs.MachineNoted;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.LeaseKept;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.node.store.Sql;

/** Tables {@code ack}, {@code lane_spent} and {@code lease}, and the machine in {@code node}. */
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

    static void land(Sql sql, LeaseKept kept) throws SQLException {
        sql.change(
                "INSERT INTO lease (id, token) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET token = excluded.token",
                kept.token());
    }

    static long lease(Sql sql) throws SQLException {
        return sql.list(row -> row.getLong(1), "SELECT coalesce(max(token), 0) FROM lease")
                .get(0);
    }

    static void land(Sql sql, MachineNoted noted) throws SQLException {
        sql.change(
                "INSERT INTO node (key, value) VALUES ('machine', ?)"
                        + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                noted.machine());
    }

    static String machine(Sql sql) throws SQLException {
        return sql.list(row -> row.getString(1), "SELECT value FROM node WHERE key = 'machine'").stream()
                .findFirst()
                .orElse("");
    }

    private static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("a row of the line is damaged", damaged);
        }
    }
}

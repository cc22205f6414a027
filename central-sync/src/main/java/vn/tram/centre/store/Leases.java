package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Lease;
import vn.tram.centre.duty.Roster;
import vn.tram.node.store.Sql;

/**
 * Tables {@code worker} and {@code lease}. Time is the database's, so that no worker's clock matters. Each change of a
 * lease is a transaction of its own: whoever holds one lock waits for no other. One thread.
 */
final class Leases {
    /** A worker that has said nothing for so long is dead to the others. */
    static final long ALIVE_MILLIS = 3_000;

    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    private static final long FORGOTTEN_MILLIS = 3_600_000;

    private final String life;
    private final String name;
    private final int partitions;
    private Set<Integer> leaving = Set.of();

    /** @param life of this worker, never used before */
    Leases(String life, String name, int partitions) {
        this.life = life;
        this.name = name;
        this.partitions = partitions;
    }

    /** Makes the leases of a new database. */
    static void lay(Connection connection, int partitions) throws SQLException {
        var sql = new Sql(connection);
        for (int part = Duty.CITY; part < partitions; part++) {
            sql.change("INSERT INTO lease (part, holder, fence) VALUES (?, '', 0) ON CONFLICT (part) DO NOTHING", part);
        }
        connection.commit();
    }

    /**
     * Says that this worker lives, takes what is free, and lets go what it has too much of: first it only ceases to
     * count it as its own, and by the next beat its core has put it down. Returns what it is in charge of now.
     */
    Duty beat(Connection connection) throws SQLException {
        var sql = new Sql(connection);
        sql.change(
                "INSERT INTO worker (life, name, until) VALUES (?, ?, " + NOW + " + ?)"
                        + " ON CONFLICT (life) DO UPDATE SET until = excluded.until",
                life,
                name,
                ALIVE_MILLIS);
        connection.commit();
        for (var part : leaving) {
            sql.change("UPDATE lease SET holder = '' WHERE part = ? AND holder = ?", part, life);
            connection.commit();
        }
        var plan = Roster.plan(life, alive(sql), leases(sql));
        connection.commit();
        for (var lease : plan.take()) {
            sql.change(
                    "UPDATE lease SET holder = ?, fence = fence + 1 WHERE part = ? AND fence = ? AND holder = ?"
                            + " AND NOT EXISTS (SELECT 1 FROM worker WHERE life = lease.holder AND until > " + NOW
                            + ")",
                    life,
                    lease.part(),
                    lease.fence(),
                    lease.holder());
            connection.commit();
        }
        leaving = parts(plan.leave());
        Map<Integer, Long> fences = new HashMap<>();
        leases(sql).stream()
                .filter(lease -> lease.holder().equals(life) && !leaving.contains(lease.part()))
                .forEach(lease -> fences.put(lease.part(), lease.fence()));
        connection.commit();
        return new Duty(partitions, fences);
    }

    /** Lets everything go, so that the others need not wait. */
    void end(Connection connection) throws SQLException {
        var sql = new Sql(connection);
        sql.change("UPDATE lease SET holder = '' WHERE holder = ?", life);
        sql.change("DELETE FROM worker WHERE life = ? OR until < " + NOW + " - ?", life, FORGOTTEN_MILLIS);
        connection.commit();
    }

    private static Set<Integer> parts(List<Lease> leases) {
        var parts = new HashSet<Integer>();
        leases.forEach(lease -> parts.add(lease.part()));
        return parts;
    }

    private static Set<String> alive(Sql sql) throws SQLException {
        return Set.copyOf(sql.list(row -> row.getString(1), "SELECT life FROM worker WHERE until > " + NOW));
    }

    private static List<Lease> leases(Sql sql) throws SQLException {
        return sql.list(
                row -> new Lease(row.getInt(1), row.getString(2), row.getLong(3)),
                "SELECT part, holder, fence FROM lease ORDER BY part");
    }
}

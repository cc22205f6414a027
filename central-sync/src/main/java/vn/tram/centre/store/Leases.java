package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Lease;
import vn.tram.centre.duty.LeaseTable;
import vn.tram.centre.duty.Shift;
import vn.tram.node.store.Sql;

/**
 * Tables {@code worker} and {@code lease}. Time is the database's, so that no worker's clock matters. Each change of a
 * lease is a transaction of its own: whoever holds one lock waits for no other. One thread.
 */
final class Leases {
    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    private static final long FORGOTTEN_MILLIS = 3_600_000;

    private final String life;
    private final String name;
    private final Shift shift;

    /** @param life of this worker, never used before */
    Leases(String life, String name, int partitions) {
        this.life = life;
        this.name = name;
        this.shift = new Shift(life, partitions);
    }

    /** Makes the leases of a new database. */
    static void lay(Connection connection, int partitions) throws SQLException {
        var sql = new Sql(connection);
        for (int part = Duty.CITY; part < partitions; part++) {
            sql.change("INSERT INTO lease (part, holder, fence) VALUES (?, '', 0) ON CONFLICT (part) DO NOTHING", part);
        }
        connection.commit();
    }

    /** As {@link Shift#beat}. */
    Duty beat(Connection connection) throws SQLException {
        return shift.beat(new Rows(connection));
    }

    /** The tables by one connection. */
    private final class Rows implements LeaseTable<SQLException> {
        private final Connection connection;
        private final Sql sql;

        Rows(Connection connection) {
            this.connection = connection;
            this.sql = new Sql(connection);
        }

        @Override
        public void live() throws SQLException {
            change(
                    "INSERT INTO worker (life, name, until) VALUES (?, ?, " + NOW + " + ?)"
                            + " ON CONFLICT (life) DO UPDATE SET until = excluded.until",
                    life,
                    name,
                    Shift.SILENCE.toMillis());
        }

        @Override
        public Set<String> living() throws SQLException {
            return Set.copyOf(list(row -> row.getString(1), "SELECT life FROM worker WHERE until > " + NOW));
        }

        @Override
        public List<Lease> leases() throws SQLException {
            return list(
                    row -> new Lease(row.getInt(1), row.getString(2), row.getLong(3)),
                    "SELECT part, holder, fence FROM lease ORDER BY part");
        }

        @Override
        public void take(Lease lease) throws SQLException {
            change(
                    "UPDATE lease SET holder = ?, fence = fence + 1 WHERE part = ? AND fence = ? AND holder = ?"
                            + " AND NOT EXISTS (SELECT 1 FROM worker WHERE life = lease.holder AND until > " + NOW
                            + ")",
                    life,
                    lease.part(),
                    lease.fence(),
                    lease.holder());
        }

        @Override
        public void letGo(int part) throws SQLException {
            change("UPDATE lease SET holder = '' WHERE part = ? AND holder = ?", part, life);
        }

        private void change(String statement, Object... arguments) throws SQLException {
            sql.change(statement, arguments);
            connection.commit();
        }

        private <T> List<T> list(Sql.RowReader<T> each, String question) throws SQLException {
            var rows = sql.list(each, question);
            connection.commit();
            return rows;
        }
    }

    /** Lets everything go, so that the others need not wait. */
    void end(Connection connection) throws SQLException {
        var sql = new Sql(connection);
        sql.change("UPDATE lease SET holder = '' WHERE holder = ?", life);
        sql.change("DELETE FROM worker WHERE life = ? OR until < " + NOW + " - ?", life, FORGOTTEN_MILLIS);
        connection.commit();
    }
}

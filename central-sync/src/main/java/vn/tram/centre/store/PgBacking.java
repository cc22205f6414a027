package vn.tram.centre.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/**
 * A database of PostgreSQL: one connection that writes, some that read, all from one small pool. As with SQLite the
 * settings that make a commit durable are read back, and the centre does not start without them.
 */
final class PgBacking implements Backing {
    /** One writes, one holds the leases, one hears the other workers; the rest answer questions of pages. */
    private static final int CONNECTIONS = 8;

    private static final long CONNECT_MILLIS = 5_000;
    private static final int VALID_SECONDS = 2;

    /** A session that holds a lock and says nothing for so long is ended, so that another worker can take over. */
    static final String IDLE_LIMIT = "3s";

    private final HikariDataSource pool;
    private @Nullable Connection writer;

    PgBacking(PgAddress address) throws StoreFailure {
        try {
            migrate(address);
            pool = pool(address);
        } catch (FlywayException | PoolInitializationException denied) {
            throw new StoreFailure("cannot open the database " + shown(address), denied);
        }
        try (var connection = pool.getConnection()) {
            check(new Sql(connection));
        } catch (SQLException denied) {
            pool.close();
            throw new StoreFailure("cannot open the database " + shown(address), denied);
        } catch (StoreFailure denied) {
            pool.close();
            throw denied;
        }
    }

    /** Parameters may hold a password. */
    private static String shown(PgAddress address) {
        return address.url().replaceAll("\\?.*", "");
    }

    /** Flyway locks while it works, so workers that start together do not meet. */
    private static void migrate(PgAddress address) {
        var user = address.owner().isEmpty() ? null : address.owner();
        Flyway.configure()
                .dataSource(address.url(), user, null)
                .resourceProvider(new PgScripts(SqliteBacking.MIGRATIONS))
                .javaMigrationClassProvider(java.util.List::of)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private static HikariDataSource pool(PgAddress address) {
        var config = new HikariConfig();
        config.setPoolName("tram-store");
        config.setJdbcUrl(address.url());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setMaxLifetime(0);
        config.addDataSourceProperty("ApplicationName", "tram-centre");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "20");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty(
                "options", "-c idle_in_transaction_session_timeout=" + IDLE_LIMIT + " -c lock_timeout=10s");
        return new HikariDataSource(config);
    }

    private static void check(Sql sql) throws SQLException, StoreFailure {
        for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            var value = sql.list(row -> row.getString(1), "SELECT current_setting(?)", setting)
                    .get(0);
            if (value.equals("off") || value.equals("local")) {
                throw new StoreFailure("PostgreSQL says " + setting + "=" + value
                        + ": what it committed could be lost in a power cut, so the centre does not start");
            }
        }
    }

    @Override
    public Connection writer() throws SQLException {
        var known = writer;
        if (known != null) {
            try {
                known.rollback();
                if (known.isValid(VALID_SECONDS)) {
                    known.rollback();
                    return known;
                }
            } catch (SQLException broken) {
                // Expected when the server or the line to it went away: a new connection begins below.
            }
            pool.evictConnection(known);
            writer = null;
        }
        var fresh = pool.getConnection();
        writer = fresh;
        return fresh;
    }

    /** Old versions of rows go with the server's own vacuum; its log and archive are the operator's. */
    @Override
    public boolean forget() {
        return true;
    }

    /** Work with a connection of its own, which commits for itself. */
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    <R> R write(Work<R> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            try {
                return work.with(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    /** For whoever keeps it: to be given back to {@link #discard}. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    void discard(Connection connection) {
        pool.evictConnection(connection);
    }

    @Override
    public Reading reading() {
        return new Reading() {
            @Override
            public <R> R read(Question<R> question) throws SQLException {
                try (var connection = pool.getConnection()) {
                    try {
                        return question.ask(new Sql(connection));
                    } finally {
                        connection.rollback();
                    }
                }
            }

            @Override
            public void close() {
                // The pool is closed with the database.
            }
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}

package vn.tram.centre.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.AssertionFailedError;

/** A database of its own for one test, on the server that {@code src/bin/with-servers} started. */
public final class PostgresDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String server;
    private final String name;

    private PostgresDatabase(String server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Makes one; where no server was started the test is skipped, in the full check it fails. */
    public static PostgresDatabase create() throws SQLException {
        var server = System.getenv("TRAM_POSTGRES");
        if (server == null) {
            var missing = "no PostgreSQL was started for this test: src/bin/with-servers mvn verify";
            if ("1".equals(System.getenv("TRAM_FULL_CHECK"))) {
                throw new AssertionFailedError(missing);
            }
            assumeTrue(false, missing);
            throw new AssertionError(missing);
        }
        var name = "tram_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        var database = new PostgresDatabase(server, name);
        database.onServer("CREATE DATABASE " + name);
        return database;
    }

    private void onServer(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(server);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** Runs statements in the database, by a connection of their own. */
    public void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }

    public String url() {
        return server.replaceFirst("/[^/?]*\\?", "/" + name + "?");
    }

    public PgAddress address() {
        return new PgAddress(url(), "");
    }

    /** Ends every session in it first. */
    @Override
    public void close() throws SQLException {
        onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}

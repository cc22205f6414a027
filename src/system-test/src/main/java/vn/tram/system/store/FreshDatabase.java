package vn.tram.system.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.tram.kernel.base.StoreFailure;

/** A database of its own on the PostgreSQL that {@code src/bin/with-servers} started; gone when it is closed. */
public record FreshDatabase(String server, String name) implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The server's address; empty where none was started. */
    public static Optional<String> serverAddress() {
        return Optional.ofNullable(System.getenv("TRAM_POSTGRES"));
    }

    /** @param server as {@link #serverAddress} tells */
    public static FreshDatabase create(String server) throws StoreFailure {
        var name = "tram_s" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        var database = new FreshDatabase(server, name);
        database.onServer("CREATE DATABASE " + name);
        return database;
    }

    private void onServer(String statement) throws StoreFailure {
        try (var connection = DriverManager.getConnection(server);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new StoreFailure(statement, refused);
        }
    }

    public String url() {
        return server.replaceFirst("/[^/?]*\\?", "/" + name + "?");
    }

    @Override
    public void close() throws StoreFailure {
        onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}

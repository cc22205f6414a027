package vn.tram.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import vn.tram.kernel.base.StoreFailure;

/**
 * One SQLite file: one connection that writes and checkpoints, any number that only read. WAL with
 * {@code synchronous=FULL}, so that a commit that returned survives a power cut; both are read back and the node does
 * not start without them. A lock file beside it keeps a second process out: two writers would each number on from their
 * own memory. SQLite older than 3.51.3 is refused (WAL-reset bug, sqlite.org/wal.html).
 */
public final class Database implements AutoCloseable {
    /** Oldest SQLite without the bug, as major * 1,000,000 + minor * 1,000 + patch. */
    static final int OLDEST_SQLITE = 3_051_003;

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final String url;
    private final Connection writer;
    private final FileChannel lock;
    private final Consumer<StoreFailure> damaged;

    private Database(String url, Connection writer, FileChannel lock, Consumer<StoreFailure> damaged) {
        this.url = url;
        this.writer = writer;
        this.lock = lock;
        this.damaged = damaged;
    }

    /** Keeps other processes away from a file until it is closed. */
    public interface Hold extends AutoCloseable {
        @Override
        void close() throws StoreFailure;
    }

    /**
     * Opens or makes the file and brings its schema up to date.
     *
     * @param migrations class-path folder of {@code V0001__name.sql} files
     */
    public static Database open(Path file, String migrations) throws StoreFailure {
        return open(file, migrations, found -> {});
    }

    /**
     * Opens or makes the file and brings its schema up to date.
     *
     * @param migrations class-path folder of {@code V0001__name.sql} files
     * @param damaged hears, on the thread that met it, when {@link #watched} or {@link #commit} finds pages damaged;
     *     nothing more should be written then
     */
    public static Database open(Path file, String migrations, Consumer<StoreFailure> damaged) throws StoreFailure {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException denied) {
            throw new StoreFailure("cannot make the data folder " + file.getParent(), denied);
        }
        var lock = lock(file);
        try {
            return open(file, migrations, lock, damaged);
        } catch (SQLException | FlywayException denied) {
            release(lock);
            throw new StoreFailure("cannot open the database " + file, denied);
        } catch (StoreFailure denied) {
            release(lock);
            throw denied;
        }
    }

    private static Database open(Path file, String migrations, FileChannel lock, Consumer<StoreFailure> damaged)
            throws SQLException, StoreFailure {
        var url = "jdbc:sqlite:" + file;
        var writer = settings(false).createConnection(url);
        try {
            check(writer);
            Flyway.configure()
                    .dataSource(url, null, null)
                    .locations("classpath:" + migrations)
                    .loggers("slf4j")
                    .load()
                    .migrate();
            writer.setAutoCommit(false);
        } catch (SQLException | FlywayException | StoreFailure denied) {
            writer.close();
            throw denied;
        }
        return new Database(url, writer, lock, damaged);
    }

    /** Takes the lock that {@link #open} takes, for who looks at a file before it is opened. */
    public static Hold hold(Path file) throws StoreFailure {
        var lock = lock(file);
        return () -> release(lock);
    }

    /** A connection that can only read a file and leaves its bytes, and those of its log, as they are. */
    public static Connection readOnly(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /**
     * The lock goes with the process, however it ends. It keeps other processes out; this one may open a file again, as
     * it does in tests that imagine a crash.
     */
    private static FileChannel lock(Path file) throws StoreFailure {
        var path = file.resolveSibling(file.getFileName() + ".lock");
        try {
            var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (ours(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException denied) {
            throw new StoreFailure("cannot make the lock file " + path, denied);
        }
        throw new StoreFailure("the database " + file + " is in use by another process");
    }

    private static boolean ours(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }

    private static void release(FileChannel lock) throws StoreFailure {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new StoreFailure("releasing the lock of the database", broken);
        }
    }

    /** The one connection that writes; the core's thread alone uses it; not in auto-commit. */
    public Connection writer() {
        return writer;
    }

    /** Statements of one of this database's connections; damage that they meet is told. */
    public Sql watched(Connection connection) {
        return new Sql(connection, this::met);
    }

    /** Makes what was written durable. */
    public void commit() throws SQLException {
        try {
            writer.commit();
        } catch (SQLException refused) {
            met(refused);
            throw refused;
        }
    }

    /**
     * After the last commit: has everything brought from the log into the file, and the log emptied, so that what was
     * overwritten lies in neither. Returns whether that was done; it is not while somebody reads.
     */
    public boolean emptyLog() {
        try {
            writer.setAutoCommit(true);
            try (var statement = writer.createStatement();
                    var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt(1) == 0;
            } finally {
                writer.setAutoCommit(false);
            }
        } catch (SQLException notNow) {
            met(notNow);
            return false;
        }
    }

    /** What was read is not what was written, though SQLite sees nothing wrong. */
    public void isDamaged(StoreFailure found) {
        damaged.accept(found);
    }

    private void met(SQLException failure) {
        if (Damage.shows(failure)) {
            damaged.accept(new StoreFailure("the database has damaged pages", failure));
        }
    }

    /**
     * Drops what the writer has not committed, also when SQLite has dropped it already by itself: after a full disk or
     * an I/O error the transaction is gone, and a driver that still believes in it would commit row by row.
     */
    public void rollBack() throws SQLException {
        try {
            writer.rollback();
        } catch (SQLException alreadyGone) {
            beginAnew();
        }
    }

    private void beginAnew() throws SQLException {
        try {
            writer.setAutoCommit(true);
        } catch (SQLException nothingToCommit) {
            // Expected: that there is no transaction is what the driver must learn.
        }
        writer.setAutoCommit(false);
    }

    /**
     * A connection that can only read a file which exists, and which another process may be writing at the same time.
     */
    public static Connection readerBeside(Path file) throws StoreFailure {
        if (!Files.exists(file)) {
            throw new StoreFailure("there is no database " + file, new IOException("missing"));
        }
        try {
            return settings(true).createConnection("jdbc:sqlite:" + file);
        } catch (SQLException denied) {
            throw new StoreFailure("cannot open the database " + file + " for reading", denied);
        }
    }

    /** A fresh connection that can only read; the caller's thread alone uses and closes it. */
    public Connection reader() throws StoreFailure {
        try {
            return settings(true).createConnection(url);
        } catch (SQLException denied) {
            throw new StoreFailure("cannot open the database for reading", denied);
        }
    }

    @Override
    public void close() throws StoreFailure {
        try {
            writer.close();
        } catch (SQLException broken) {
            throw new StoreFailure("closing the database", broken);
        } finally {
            release(lock);
        }
    }

    private static SQLiteConfig settings(boolean readOnly) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // erased means overwritten, not only unlinked
        config.setReadOnly(readOnly);
        return config;
    }

    private static void check(Connection writer) throws SQLException, StoreFailure {
        try (var statement = writer.createStatement()) {
            require(one(statement, "PRAGMA journal_mode"), "wal", "journal_mode");
            require(one(statement, "PRAGMA synchronous"), "2", "synchronous");
            require(one(statement, "PRAGMA secure_delete"), "1", "secure_delete");
            var parts = one(statement, "SELECT sqlite_version()").split("\\.", -1);
            int version = Integer.parseInt(parts[0]) * 1_000_000
                    + Integer.parseInt(parts[1]) * 1_000
                    + Integer.parseInt(parts[2]);
            if (version < OLDEST_SQLITE) {
                throw new StoreFailure("SQLite " + String.join(".", parts) + " is older than 3.51.3");
            }
        }
    }

    private static String one(java.sql.Statement statement, String sql) throws SQLException {
        try (var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void require(String actual, String wanted, String what) throws StoreFailure {
        if (!actual.equalsIgnoreCase(wanted)) {
            throw new StoreFailure("SQLite did not take " + what + "=" + wanted + " but says " + actual);
        }
    }
}

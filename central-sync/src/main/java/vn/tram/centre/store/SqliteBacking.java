package vn.tram.centre.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Database;
import vn.tram.node.store.Sql;

/** A file in the data folder: one process, one writer, one reader beside it. */
final class SqliteBacking implements Backing {
    static final String MIGRATIONS = "vn/tram/centre/store/migration";

    private final Database database;
    private final Reading reading;

    SqliteBacking(Path file) throws StoreFailure {
        this.database = Database.open(file, MIGRATIONS);
        this.reading = new OneReader(database.reader());
    }

    @Override
    public Connection writer() throws SQLException {
        database.rollBack();
        return database.writer();
    }

    @Override
    public boolean forget() {
        synchronized (reading) { // nobody reads meanwhile, so that nobody is waited for
            return database.emptyLog();
        }
    }

    @Override
    public Reading reading() {
        return reading;
    }

    @Override
    public void close() throws StoreFailure {
        database.close();
    }

    /** Reads beside a process that serves this file. */
    static Reading beside(Path file) throws StoreFailure {
        return new OneReader(Database.readerBeside(file));
    }

    /** Any thread, one at a time. */
    private static final class OneReader implements Reading {
        private final Connection connection;
        private final Sql sql;

        OneReader(Connection connection) {
            this.connection = connection;
            this.sql = new Sql(connection);
        }

        @Override
        public synchronized <R> R read(Question<R> question) throws SQLException {
            return question.ask(sql);
        }

        @Override
        public synchronized void close() throws StoreFailure {
            try {
                connection.close();
            } catch (SQLException broken) {
                throw new StoreFailure("closing the reader", broken);
            }
        }
    }
}

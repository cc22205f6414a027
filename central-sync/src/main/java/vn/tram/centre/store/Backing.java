package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/** The database that a centre stands on. What it hands out is not in auto-commit. */
interface Backing extends AutoCloseable {
    /** The connection to write by, with nothing open on it: what was not committed is gone. It may be a new one. */
    Connection writer() throws SQLException;

    /**
     * After a commit that overwrote what must be gone: has it gone from the files as far as this database lets it.
     * Returns whether that was done; else it is to be asked again.
     */
    boolean forget();

    /** A way to read what is committed, for any thread. */
    Reading reading();

    /** What {@link Reports} asks by: for one question at a time. */
    interface Reading extends AutoCloseable {
        <R> R read(Question<R> question) throws SQLException;

        @Override
        void close() throws StoreFailure;
    }

    interface Question<R> {
        R ask(Sql sql) throws SQLException;
    }

    @Override
    void close() throws StoreFailure;
}

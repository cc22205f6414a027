package vn.tram.centre.store;

import java.sql.SQLException;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/** What a store's one writer may write, and how it shows in each commit that it still may. Core's thread. */
interface Share {
    /** Everything, with nothing to show: nobody else writes. */
    Share ALL = new Share() {
        @Override
        public void begin() {
            // Nothing is held, so nothing is forgotten.
        }

        @Override
        public boolean mayWrite(Landing landing) {
            return true;
        }

        @Override
        public void prove(Sql sql) {
            // Nobody else writes.
        }
    };

    /** A new transaction begins, on what is held from now on. */
    void begin();

    /**
     * Notes that a change will be part of the transaction; false when it is not to be written, since another worker has
     * written it.
     *
     * @throws StoreFailure when it belongs to another worker
     */
    boolean mayWrite(Landing landing) throws StoreFailure;

    /** Last act of a transaction. @throws StoreFailure when anything in it belongs to another worker by now */
    void prove(Sql sql) throws SQLException, StoreFailure;
}

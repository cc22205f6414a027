package vn.tram.system.sim.disk;

import vn.tram.edge.BoxStorage;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;

/** A box's store on a {@link Disk}, watched. */
public final class SimBoxStore implements PassingBoxStore {
    private final BoxStorage inner;
    private final SimLedger ledger;

    public SimBoxStore(BoxStorage inner, Disk disk, LedgerWatch watch) {
        this.inner = inner;
        this.ledger = new SimLedger(inner, disk, watch);
    }

    @Override
    public BoxStorage inner() {
        return inner;
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return ledger.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        ledger.write(change);
    }

    @Override
    public void commit() throws StoreFailure {
        ledger.commit();
    }
}

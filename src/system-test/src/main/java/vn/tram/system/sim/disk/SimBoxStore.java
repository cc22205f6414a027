package vn.tram.system.sim.disk;

import java.util.List;
import java.util.function.BooleanSupplier;
import vn.tram.edge.BoxStorage;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.journal.Entry;

/** A box's store on a {@link Disk}, watched. */
public final class SimBoxStore implements PassingBoxStore {
    private final BoxStorage inner;
    private final SimLedger ledger;
    private final BooleanSupplier dayDamaged;

    /** @param dayDamaged whether what a day is folded from is not what was written */
    public SimBoxStore(BoxStorage inner, Disk disk, LedgerWatch watch, BooleanSupplier dayDamaged) {
        this.dayDamaged = dayDamaged;
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

    /** As the real one: a process that finds its day damaged ends there. */
    @Override
    public List<Entry> today() throws StoreFailure {
        if (dayDamaged.getAsBoolean()) {
            throw new PowerCut();
        }
        return inner.today();
    }
}

package vn.tram.system.sim.disk;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;

/** A ledger on a {@link Disk}, watched. */
final class SimLedger implements Ledger {
    private final Ledger inner;
    private final Disk disk;
    private final LedgerWatch watch;
    private final List<Written> pending = new ArrayList<>();

    SimLedger(Ledger inner, Disk disk, LedgerWatch watch) {
        this.inner = inner;
        this.disk = disk;
        this.watch = watch;
    }

    @Override
    public Recovered recover() throws StoreFailure {
        pending.clear();
        var recovered = inner.recover();
        watch.recovered(recovered);
        return recovered;
    }

    @Override
    public void write(Written change) throws StoreFailure {
        disk.beforeWrite();
        try {
            inner.write(change);
        } catch (StoreFailure constraint) {
            watch.refused(change, String.valueOf(constraint.getMessage()));
            throw constraint;
        }
        pending.add(change);
    }

    @Override
    public void commit() throws StoreFailure {
        var changes = List.copyOf(pending);
        pending.clear();
        switch (disk.commit()) {
            case DONE -> {
                inner.commit();
                watch.committed(changes);
            }
            case FAILED -> throw new StoreFailure("the disk did not take it");
            case CUT_BEFORE -> {
                watch.inDoubt(changes);
                throw new PowerCut();
            }
            case CUT_AFTER -> {
                inner.commit();
                watch.inDoubt(changes);
                throw new PowerCut();
            }
        }
    }
}

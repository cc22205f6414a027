package vn.tram.system.sim.disk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** The centre's store on a {@link Disk}, watched. */
public final class SimCentreStore implements CentreStorage {
    private final CentreStorage inner;
    private final SimLedger ledger;

    /**
     * @param inner what is read
     * @param ledger what is written, the same or something before it
     */
    public SimCentreStore(CentreStorage inner, Ledger ledger, Disk disk, LedgerWatch watch) {
        this.inner = inner;
        this.ledger = new SimLedger(ledger, disk, watch);
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

    @Override
    public IntakeBook.Stored intake() throws StoreFailure {
        return inner.intake();
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        return inner.landed(box, epoch, lane, afterLseq, max);
    }

    @Override
    public List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        return inner.parked(box, epoch, lane, afterLseq, max);
    }

    @Override
    public List<ParkedLane> parkedLanes() throws StoreFailure {
        return inner.parkedLanes();
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure {
        return inner.tickets(box, day);
    }

    @Override
    public InstanceBook.Stored instances() throws StoreFailure {
        return inner.instances();
    }

    @Override
    public Map<BoxId, Papers> papers() throws StoreFailure {
        return inner.papers();
    }

    @Override
    public List<BoxRow> boxes() throws StoreFailure {
        return inner.boxes();
    }

    @Override
    public FeedShelf.Stored feeds() throws StoreFailure {
        return inner.feeds();
    }
}

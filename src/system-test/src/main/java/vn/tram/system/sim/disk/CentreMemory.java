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
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** The centre's store in memory under its one name. */
public record CentreMemory(MemoryCentreStore memory) implements CentreStorage {
    @Override
    public Recovered recover() throws StoreFailure {
        return memory.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        memory.write(change);
    }

    @Override
    public void commit() throws StoreFailure {
        memory.commit();
    }

    @Override
    public IntakeBook.Stored intake() {
        return memory.intake();
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) {
        return memory.landed(box, epoch, lane, afterLseq, max);
    }

    @Override
    public List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        return memory.parked(box, epoch, lane, afterLseq, max);
    }

    @Override
    public List<ParkedLane> parkedLanes() throws StoreFailure {
        return memory.parkedLanes();
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) {
        return memory.tickets(box, day);
    }

    @Override
    public InstanceBook.Stored instances() {
        return memory.instances();
    }

    @Override
    public Map<BoxId, Papers> papers() {
        return memory.papers();
    }

    @Override
    public List<BoxRow> boxes() {
        return memory.boxes();
    }

    @Override
    public FeedShelf.Stored feeds() {
        return memory.feeds();
    }
}

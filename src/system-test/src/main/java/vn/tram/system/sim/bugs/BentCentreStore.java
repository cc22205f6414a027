package vn.tram.system.sim.bugs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.system.sim.disk.CentreStorage;

/** The centre's store with one thing wrong. {@code syncs}: whether this commit reaches the platters. */
record BentCentreStore(
        CentreStorage inner,
        UnaryOperator<Written> written,
        UnaryOperator<IntakeBook.Stored> stored,
        BooleanSupplier syncs,
        DayBend days,
        boolean parks,
        UnaryOperator<InstanceBook.Stored> copies)
        implements CentreStorage {

    /** What is read of a day's tickets. */
    interface DayBend {
        Collection<Ticket> of(int day, Collection<Ticket> truth);
    }

    static BentCentreStore over(CentreStorage inner) {
        return new BentCentreStore(
                inner,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                () -> true,
                (day, truth) -> truth,
                true,
                UnaryOperator.identity());
    }

    BentCentreStore writing(UnaryOperator<Written> bend) {
        return new BentCentreStore(inner, bend, stored, syncs, days, parks, copies);
    }

    BentCentreStore recalling(UnaryOperator<IntakeBook.Stored> bend) {
        return new BentCentreStore(inner, written, bend, syncs, days, parks, copies);
    }

    BentCentreStore syncing(BooleanSupplier now) {
        return new BentCentreStore(inner, written, stored, now, days, parks, copies);
    }

    BentCentreStore reading(DayBend bend) {
        return new BentCentreStore(inner, written, stored, syncs, bend, parks, copies);
    }

    BentCentreStore recallingCopies(UnaryOperator<InstanceBook.Stored> bend) {
        return new BentCentreStore(inner, written, stored, syncs, days, parks, bend);
    }

    BentCentreStore neverParked() {
        return new BentCentreStore(inner, written, stored, syncs, days, false, copies);
    }

    @Override
    public Recovered recover() throws StoreFailure {
        return inner.recover();
    }

    @Override
    public void write(Written change) throws StoreFailure {
        inner.write(written.apply(change));
    }

    @Override
    public void commit() throws StoreFailure {
        if (syncs.getAsBoolean()) {
            inner.commit();
        }
    }

    @Override
    public IntakeBook.Stored intake() throws StoreFailure {
        return stored.apply(inner.intake());
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
        return parks ? inner.parkedLanes() : List.of();
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure {
        return days.of(day, inner.tickets(box, day));
    }

    @Override
    public InstanceBook.Stored instances() throws StoreFailure {
        return copies.apply(inner.instances());
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

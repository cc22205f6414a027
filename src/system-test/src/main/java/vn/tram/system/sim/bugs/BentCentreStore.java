package vn.tram.system.sim.bugs;

import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;
import vn.tram.system.sim.disk.CentreStorage;

/** The centre's store with one thing wrong. {@code syncs}: whether this commit reaches the platters. */
record BentCentreStore(
        CentreStorage inner,
        UnaryOperator<Written> written,
        UnaryOperator<IntakeBook.Stored> stored,
        BooleanSupplier syncs)
        implements CentreStorage {

    static BentCentreStore over(CentreStorage inner) {
        return new BentCentreStore(inner, UnaryOperator.identity(), UnaryOperator.identity(), () -> true);
    }

    BentCentreStore writing(UnaryOperator<Written> bend) {
        return new BentCentreStore(inner, bend, stored, syncs);
    }

    BentCentreStore recalling(UnaryOperator<IntakeBook.Stored> bend) {
        return new BentCentreStore(inner, written, bend, syncs);
    }

    BentCentreStore syncing(BooleanSupplier now) {
        return new BentCentreStore(inner, written, stored, now);
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
    public Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure {
        return inner.tickets(box, day);
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

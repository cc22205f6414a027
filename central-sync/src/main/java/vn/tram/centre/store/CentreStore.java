package vn.tram.centre.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/**
 * The centre's database, a SQLite file or PostgreSQL, as ledger of the core and book of the features. Core's thread
 * only, save {@link #reports}.
 */
public final class CentreStore
        implements Ledger, IntakeBook, InstanceBook, FleetBook, FeedShelf, EnrolBook, AutoCloseable {
    /** Name of the file in the data folder. */
    public static final String FILE = "centre.db";

    private final Backing backing;
    private final Reports reports;
    private final Share share;
    private Connection writer;
    private Tables tables;
    private boolean owesForgetting;

    private CentreStore(Backing backing, Share share) throws SQLException {
        this.backing = backing;
        this.share = share;
        this.writer = backing.writer();
        this.tables = new Tables(writer);
        this.reports = new Reports(backing.reading());
    }

    /**
     * Opens the data folder of a centre, or makes it.
     *
     * @param chance for the incarnation and the feed epoch of a new database
     */
    public static CentreStore open(Path folder, RandomGenerator chance) throws StoreFailure {
        return open(new SqliteBacking(folder.resolve(FILE)), Share.ALL, chance);
    }

    /** The part of a database of PostgreSQL that one worker may write; see {@link Workplace}. */
    static CentreStore open(PgBacking backing, Share share, RandomGenerator chance) throws StoreFailure {
        return open((Backing) backing, share, chance);
    }

    /**
     * Gives the database a new life, as is due after it was restored from a copy: boxes then send again what it lacks,
     * and take whole copies of the feeds. For a folder that no process serves.
     */
    public static void beginLife(Path folder, RandomGenerator chance) throws StoreFailure {
        var store = open(folder, chance);
        try {
            store.beginLife(chance);
        } finally {
            store.close();
        }
    }

    void beginLife(RandomGenerator chance) throws StoreFailure {
        recover();
        write(new Written.Landed(new IntakeChange.LifeBegun(chance.nextLong(), 0)));
        commit();
    }

    private static CentreStore open(Backing backing, Share share, RandomGenerator chance) throws StoreFailure {
        try {
            var store = new CentreStore(backing, share);
            store.tables.name("incarnation", chance.nextLong());
            store.tables.name("feed_epoch", chance.nextLong());
            store.writer.commit();
            return store;
        } catch (SQLException refused) {
            backing.close();
            throw new StoreFailure("naming a new database", refused);
        }
    }

    /** Days gone by, by connections of their own. Any thread. */
    public Reports reports() {
        return reports;
    }

    @Override
    public Recovered recover() throws StoreFailure {
        try {
            var fresh = backing.writer();
            if (fresh != writer) {
                writer = fresh;
                tables = new Tables(fresh);
            }
            share.begin();
            long at = tables.lastHeard();
            owesForgetting |= !tables.intake().aside().erased().isEmpty(); // who died may not have come to it
            return new Recovered(new JournalHead(0, 0, at, LaneHead.START.hash(), Map.of()), List.of());
        } catch (SQLException broken) {
            throw new StoreFailure("reading where the centre stood", broken);
        }
    }

    @Override
    public void write(Written change) throws StoreFailure {
        // The centre makes no journal of its own yet, and none of its commands carries a request id.
        if (!(change instanceof Written.Landed landed)) {
            throw new AssertionError(change);
        }
        try {
            if (share.mayWrite(landed.landing())) {
                tables.land(landed.landing());
                owesForgetting |= landed.landing() instanceof IntakeChange.EntriesErased;
            }
        } catch (SQLException refused) {
            throw new StoreFailure("writing a change", refused);
        }
    }

    @Override
    public void commit() throws StoreFailure {
        try {
            share.prove(tables.sql());
            writer.commit();
        } catch (SQLException refused) {
            throw new StoreFailure("committing", refused);
        }
        if (owesForgetting) {
            owesForgetting = !backing.forget();
        }
    }

    @Override
    public IntakeBook.Stored intake() throws StoreFailure {
        try {
            return tables.taken();
        } catch (SQLException broken) {
            throw new StoreFailure("reading watermarks and alarms", broken);
        }
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        try {
            return tables.intake().landed(box, epoch, lane, afterLseq, max);
        } catch (SQLException broken) {
            throw new StoreFailure("reading the landing log", broken);
        }
    }

    @Override
    public List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        try {
            return tables.intake().aside().parked(box, epoch, lane, afterLseq, max);
        } catch (SQLException broken) {
            throw new StoreFailure("reading parked entries", broken);
        }
    }

    @Override
    public List<ParkedLane> parkedLanes() throws StoreFailure {
        try {
            return tables.intake().aside().lanes();
        } catch (SQLException broken) {
            throw new StoreFailure("reading parked entries", broken);
        }
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure {
        try {
            return tables.intake().tickets().day(box, day);
        } catch (SQLException broken) {
            throw new StoreFailure("reading tickets", broken);
        }
    }

    @Override
    public InstanceBook.Stored instances() throws StoreFailure {
        try {
            return tables.instances().stored();
        } catch (SQLException broken) {
            throw new StoreFailure("reading the copies of boxes", broken);
        }
    }

    @Override
    public Map<BoxId, Papers> papers() throws StoreFailure {
        try {
            return tables.papers().papers();
        } catch (SQLException broken) {
            throw new StoreFailure("reading the identities of boxes", broken);
        }
    }

    @Override
    public List<BoxRow> boxes() throws StoreFailure {
        try {
            return tables.boxes();
        } catch (SQLException broken) {
            throw new StoreFailure("reading boxes", broken);
        }
    }

    @Override
    public FeedShelf.Stored feeds() throws StoreFailure {
        try {
            return tables.feeds();
        } catch (SQLException broken) {
            throw new StoreFailure("reading feeds", broken);
        }
    }

    @Override
    public void close() throws StoreFailure {
        try {
            reports.close();
        } finally {
            backing.close();
        }
    }
}

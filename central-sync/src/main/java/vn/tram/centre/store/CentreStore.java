package vn.tram.centre.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.node.store.Database;
import vn.tram.node.store.Sql;

/**
 * The centre's SQLite file as ledger of the core and book of the features. Core's thread only, save {@link #reports}.
 */
public final class CentreStore implements Ledger, IntakeBook, FleetBook, FeedShelf, AutoCloseable {
    /** Name of the file in the data folder. */
    public static final String FILE = "centre.db";

    private static final String MIGRATIONS = "vn/tram/centre/store/migration";

    private final Database database;
    private final Connection writer;
    private final Sql sql;
    private final IntakeTables intake;
    private final BoxTable boxes;
    private final FeedTable feeds;
    private final Reports reports;

    private CentreStore(Database database) throws StoreFailure {
        this.database = database;
        this.writer = database.writer();
        this.sql = new Sql(writer);
        this.intake = new IntakeTables(sql);
        this.boxes = new BoxTable(sql);
        this.feeds = new FeedTable(sql);
        this.reports = new Reports(database.reader());
    }

    /**
     * Opens the data folder of a centre, or makes it.
     *
     * @param chance for the incarnation and the feed epoch of a new database
     */
    public static CentreStore open(Path folder, RandomGenerator chance) throws StoreFailure {
        var database = Database.open(folder.resolve(FILE), MIGRATIONS);
        var store = new CentreStore(database);
        store.name("incarnation", chance.nextLong());
        store.name("feed_epoch", chance.nextLong());
        return store;
    }

    /**
     * Gives the database a new life, as is due after it was restored from a copy: boxes then send again what it lacks,
     * and take whole copies of the feeds. For a folder that no process serves.
     */
    public static void beginLife(Path folder, RandomGenerator chance) throws StoreFailure {
        var store = open(folder, chance);
        try {
            store.recover();
            store.write(new Written.Landed(new IntakeChange.LifeBegun(chance.nextLong(), 0)));
            store.commit();
        } finally {
            store.close();
        }
    }

    private void name(String key, long fresh) throws StoreFailure {
        try {
            sql.change("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, fresh);
            writer.commit();
        } catch (SQLException refused) {
            throw new StoreFailure("naming a new database", refused);
        }
    }

    /** Days gone by, by a connection of their own. Any thread. */
    public Reports reports() {
        return reports;
    }

    @Override
    public Recovered recover() throws StoreFailure {
        try {
            database.rollBack();
            long at = boxes.lastHeard();
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
            land(landed.landing());
        } catch (SQLException refused) {
            throw new StoreFailure("writing a change", refused);
        }
    }

    private void land(Landing landing) throws SQLException {
        if (landing instanceof IntakeChange change) {
            intake.write(change);
        } else if (landing instanceof BoxNoted noted) {
            boxes.write(noted.row());
        } else if (landing instanceof RowsPublished published) {
            feeds.write(published);
        } else if (landing instanceof FeedBorn born) {
            feeds.write(born);
        } else if (landing instanceof FeedTold told) {
            feeds.write(told);
        } else {
            throw new AssertionError(landing);
        }
    }

    @Override
    public void commit() throws StoreFailure {
        try {
            writer.commit();
        } catch (SQLException refused) {
            throw new StoreFailure("committing", refused);
        }
    }

    @Override
    public IntakeBook.Stored intake() throws StoreFailure {
        try {
            return new IntakeBook.Stored(meta("incarnation"), intake.pastLives(), intake.marks(), intake.alarms());
        } catch (SQLException broken) {
            throw new StoreFailure("reading watermarks and alarms", broken);
        }
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) throws StoreFailure {
        try {
            return intake.landed(box, epoch, lane, afterLseq, max);
        } catch (SQLException broken) {
            throw new StoreFailure("reading the landing log", broken);
        }
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) throws StoreFailure {
        try {
            return intake.tickets().day(box, day);
        } catch (SQLException broken) {
            throw new StoreFailure("reading tickets", broken);
        }
    }

    @Override
    public List<BoxRow> boxes() throws StoreFailure {
        try {
            return boxes.rows();
        } catch (SQLException broken) {
            throw new StoreFailure("reading boxes", broken);
        }
    }

    @Override
    public FeedShelf.Stored feeds() throws StoreFailure {
        try {
            return new FeedShelf.Stored(meta("feed_epoch"), feeds.lives(), feeds.rows(), feeds.gone(), feeds.told());
        } catch (SQLException broken) {
            throw new StoreFailure("reading feeds", broken);
        }
    }

    private long meta(String key) throws SQLException {
        return sql.list(row -> row.getLong(1), "SELECT value FROM meta WHERE key = ?", key)
                .get(0);
    }

    @Override
    public void close() throws StoreFailure {
        try {
            reports.close();
        } finally {
            database.close();
        }
    }
}

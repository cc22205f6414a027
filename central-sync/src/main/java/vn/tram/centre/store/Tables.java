package vn.tram.centre.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.instances.InstanceChange;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange;
import vn.tram.centre.store.enrol.PapersTables;
import vn.tram.centre.store.instances.InstanceTables;
import vn.tram.centre.store.intake.IntakeTables;
import vn.tram.kernel.base.Landing;
import vn.tram.node.store.Sql;

/** Every table of the centre, by one connection of either database. */
final class Tables {
    private final Sql sql;
    private final IntakeTables intake;
    private final BoxTable boxes;
    private final FeedTable feeds;
    private final InstanceTables instances;
    private final PapersTables papers;

    Tables(Connection connection) {
        this(new Sql(connection));
    }

    Tables(Sql sql) {
        this.sql = sql;
        this.intake = new IntakeTables(sql);
        this.boxes = new BoxTable(sql);
        this.feeds = new FeedTable(sql);
        this.instances = new InstanceTables(sql);
        this.papers = new PapersTables(sql);
    }

    /** Gives the database a name that stays; the first one given counts. */
    void name(String key, long fresh) throws SQLException {
        sql.change("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, fresh);
    }

    void land(Landing landing) throws SQLException {
        if (landing instanceof IntakeChange change) {
            intake.write(change);
        } else if (landing instanceof InstanceChange change) {
            instances.write(change);
        } else if (landing instanceof BoxNoted noted) {
            boxes.write(noted.row());
        } else if (landing instanceof RowsPublished published) {
            feeds.write(published);
        } else if (landing instanceof FeedBorn born) {
            feeds.write(born);
        } else if (landing instanceof FeedTold told) {
            feeds.write(told);
        } else if (landing instanceof PapersNoted noted) {
            papers.write(noted);
        } else {
            throw new AssertionError(landing);
        }
    }

    Sql sql() {
        return sql;
    }

    FeedTable feedTable() {
        return feeds;
    }

    BoxTable boxTable() {
        return boxes;
    }

    InstanceTables instances() {
        return instances;
    }

    PapersTables papers() {
        return papers;
    }

    IntakeTables intake() {
        return intake;
    }

    IntakeBook.Stored taken() throws SQLException {
        return new IntakeBook.Stored(
                meta("incarnation"),
                intake.pastLives(),
                intake.marks(),
                intake.alarms(),
                intake.proofs().claims(),
                intake.proofs().differing(),
                intake.aside().erased());
    }

    List<BoxRow> boxes() throws SQLException {
        return boxes.rows();
    }

    /** The latest moment that anything was heard, epoch milliseconds; 0 when nothing was. */
    long lastHeard() throws SQLException {
        return boxes.lastHeard();
    }

    FeedShelf.Stored feeds() throws SQLException {
        return new FeedShelf.Stored(meta("feed_epoch"), feeds.lives(), feeds.rows(), feeds.gone(), feeds.told());
    }

    private long meta(String key) throws SQLException {
        return sql.list(row -> row.getLong(1), "SELECT value FROM meta WHERE key = ?", key)
                .get(0);
    }
}

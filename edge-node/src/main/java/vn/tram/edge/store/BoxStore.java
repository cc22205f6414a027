package vn.tram.edge.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.EntriesForgotten;
import vn.tram.edge.sync.Retention;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Database;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/** The box's SQLite file. {@link #write} and {@link #commit}: core's thread; the journal's readers: any thread. */
public final class BoxStore implements BoxStorage, AutoCloseable {
    /** Name of the file in the data folder. */
    public static final String FILE = "tram.db";

    private static final String MIGRATIONS = "vn/tram/edge/store/migration";
    private static final String ENTRY = "SELECT epoch, lsn, lane, lseq, type, version, at, salt, body FROM entry";

    private final Database database;
    private final BoxId box;
    private final Connection writer;
    private final Sql sql;
    private final Connection reader;
    private final Sql readSql;
    private final TicketTable tickets;
    private final long freshEpoch;
    private final FileStore disk;
    private JournalHead pending = JournalHead.start(0);
    private volatile JournalHead committed = JournalHead.start(0);

    private BoxStore(Database database, BoxId box, long freshEpoch, FileStore disk) throws StoreFailure {
        this.database = database;
        this.disk = disk;
        this.box = box;
        this.freshEpoch = freshEpoch;
        this.writer = database.writer();
        this.sql = new Sql(writer);
        this.reader = database.reader();
        this.readSql = new Sql(reader);
        this.tickets = new TicketTable(sql);
    }

    /** Opens the data folder of a box, or makes it; {@code freshEpoch}: random name of a new folder's first epoch. */
    public static BoxStore open(Path folder, BoxId box, long freshEpoch) throws StoreFailure {
        var database = Database.open(folder.resolve(FILE), MIGRATIONS);
        try {
            var store = new BoxStore(database, box, freshEpoch, Files.getFileStore(folder));
            store.claim();
            return store;
        } catch (IOException unreadable) {
            database.close();
            throw new StoreFailure("asking for the size of the disk", unreadable);
        } catch (StoreFailure refused) {
            database.close();
            throw refused;
        }
    }

    /** A folder belongs to one box for ever. */
    private void claim() throws StoreFailure {
        try {
            sql.change("INSERT INTO node (key, value) VALUES ('box', ?) ON CONFLICT (key) DO NOTHING", box.value());
            writer.commit();
            var owner = sql.list(row -> row.getString(1), "SELECT value FROM node WHERE key = 'box'")
                    .get(0);
            if (!owner.equals(box.value())) {
                throw new StoreFailure("the data folder belongs to box " + owner + ", not to " + box);
            }
        } catch (SQLException broken) {
            throw new StoreFailure("reading whose data folder this is", broken);
        }
    }

    @Override
    public Recovered recover() throws StoreFailure {
        try {
            database.rollBack();
            pending = readHead(epoch());
            committed = pending;
            var answers = AnswerRows.kept(sql);
            database.rollBack(); // a reading left open would be older than the next change, and refuse it
            return new Recovered(pending, answers);
        } catch (SQLException broken) {
            throw new StoreFailure("reading the journal's end", broken);
        }
    }

    private long epoch() throws SQLException {
        var epochs =
                sql.list(row -> row.getLong(1), "SELECT epoch FROM epoch ORDER BY created_at DESC, rowid DESC LIMIT 1");
        if (!epochs.isEmpty()) {
            return epochs.get(0);
        }
        sql.change(
                "INSERT INTO epoch (epoch, parent, fork_lsn, fork_hash, reason, created_at)"
                        + " VALUES (?, NULL, 0, ?, 'provisioned', 0)",
                freshEpoch,
                LaneHead.START.hash());
        writer.commit();
        return freshEpoch;
    }

    private JournalHead readHead(long epoch) throws SQLException {
        var lanes = new EnumMap<Lane, LaneHead>(Lane.class);
        for (var lane : Lane.values()) {
            sql.list(
                            row -> new LaneHead(row.getLong(1), Sql.bytes(row, 2)),
                            "SELECT lseq, lane_hash FROM entry WHERE epoch = ? AND lane = ? ORDER BY lseq DESC LIMIT 1",
                            epoch,
                            lane.number())
                    .forEach(head -> lanes.put(lane, head));
        }
        var heads = sql.list(
                row -> new JournalHead(epoch, row.getLong(1), row.getLong(2), Sql.bytes(row, 3), lanes),
                "SELECT lsn, at, hash FROM entry WHERE epoch = ? ORDER BY lsn DESC LIMIT 1",
                epoch);
        return heads.isEmpty() ? JournalHead.start(epoch) : heads.get(0);
    }

    @Override
    public void write(Written change) throws StoreFailure {
        try {
            if (change instanceof Written.Journalled journalled) {
                append(journalled.stamped());
                if (journalled.event() instanceof QueueEvent event) {
                    tickets.apply(box, event, journalled.stamped().entry().at());
                }
                if (journalled.event() instanceof QueueEvent.DayOpened opened) {
                    AnswerRows.forgetBefore(sql, opened.day() - 1);
                }
            } else if (change instanceof Written.Landed landed) {
                land(landed.landing());
            } else if (change instanceof Answered answered) {
                AnswerRows.remember(sql, answered);
            } else {
                throw new AssertionError(change);
            }
        } catch (SQLException refused) {
            throw new StoreFailure("writing a change", refused);
        }
    }

    private void append(Stamped stamped) throws SQLException {
        var entry = stamped.entry();
        sql.change(
                "INSERT INTO entry (epoch, lsn, lane, lseq, type, version, at, salt, body, hash, lane_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.epoch(),
                entry.lsn(),
                entry.lane().number(),
                entry.lseq(),
                entry.type(),
                entry.version(),
                entry.at(),
                entry.salt(),
                entry.body(),
                stamped.hash(),
                stamped.laneHash());
        pending = pending.after(stamped);
    }

    private void land(Landing landing) throws SQLException {
        if (landing instanceof FeedLanded feed) {
            FeedRows.land(sql, feed);
        } else if (landing instanceof AckLanded ack) {
            LineRows.land(sql, ack);
        } else if (landing instanceof EntriesForgotten forgotten) {
            OldRows.forget(sql, pending.epoch(), forgotten);
        } else if (landing instanceof LaneSpent spent) {
            LineRows.land(sql, spent);
        } else {
            throw new AssertionError(landing);
        }
    }

    @Override
    public void commit() throws StoreFailure {
        try {
            writer.commit();
            committed = pending;
        } catch (SQLException refused) {
            throw new StoreFailure("committing", refused);
        }
    }

    @Override
    public JournalHead head() {
        return committed;
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        synchronized (readSql) {
            try {
                return readSql.list(
                        BoxStore::entry,
                        ENTRY + " WHERE epoch = ? AND lane = ? AND lseq >= ? ORDER BY lseq LIMIT ?",
                        committed.epoch(),
                        lane.number(),
                        fromLseq,
                        max);
            } catch (SQLException broken) {
                throw new StoreFailure("reading the journal", broken);
            }
        }
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        if (lseq == 0) {
            return LaneHead.START;
        }
        synchronized (readSql) {
            try {
                var heads = readSql.list(
                        row -> new LaneHead(lseq, Sql.bytes(row, 1)),
                        "SELECT lane_hash FROM entry WHERE epoch = ? AND lane = ? AND lseq = ?",
                        committed.epoch(),
                        lane.number(),
                        lseq);
                if (heads.isEmpty()) {
                    throw new StoreFailure("entry " + lseq + " of lane " + lane + " is no longer kept");
                }
                return heads.get(0);
            } catch (SQLException broken) {
                throw new StoreFailure("reading the journal", broken);
            }
        }
    }

    @Override
    public LaneHead floor(Lane lane) throws StoreFailure {
        synchronized (readSql) {
            try {
                return OldRows.floor(readSql, committed.epoch(), lane);
            } catch (SQLException broken) {
                throw new StoreFailure("reading the journal", broken);
            }
        }
    }

    @Override
    public long floorAfter(Lane lane, long durable, Retention.Limits limits) throws StoreFailure {
        synchronized (readSql) {
            try {
                boolean pressed = OldRows.bytes(readSql) > limits.share() * disk.getTotalSpace();
                long before = pressed ? limits.pressed() : limits.usual();
                return OldRows.floorAfter(readSql, committed.epoch(), lane, durable, before);
            } catch (SQLException | IOException broken) {
                throw new StoreFailure("looking for old entries", broken);
            }
        }
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        synchronized (readSql) {
            try {
                long epoch = committed.epoch();
                var today = readSql.list(
                        BoxStore::entry,
                        ENTRY + " WHERE epoch = ? AND lsn >= (SELECT max(lsn) FROM entry WHERE epoch = ? AND type = 1)"
                                + " ORDER BY lsn",
                        epoch,
                        epoch);
                var clock = readSql.list(
                        BoxStore::entry,
                        ENTRY + " WHERE epoch = ? AND type IN (41, 42) ORDER BY lsn DESC LIMIT 1",
                        epoch);
                if (!clock.isEmpty()
                        && (today.isEmpty() || clock.get(0).lsn() < today.get(0).lsn())) {
                    today.add(0, clock.get(0));
                }
                return today;
            } catch (SQLException broken) {
                throw new StoreFailure("reading today's entries", broken);
            }
        }
    }

    @Override
    public List<StoredFeed> feeds() throws StoreFailure {
        synchronized (readSql) {
            try {
                return FeedRows.all(readSql);
            } catch (SQLException broken) {
                throw new StoreFailure("reading the feeds", broken);
            }
        }
    }

    /** Any thread. */
    @Override
    public List<LaneSpent> spent() throws StoreFailure {
        synchronized (readSql) {
            try {
                return LineRows.spent(readSql);
            } catch (SQLException broken) {
                throw new StoreFailure("reading what lanes have spent", broken);
            }
        }
    }

    /** Any thread. */
    @Override
    public List<AckLanded> acks() throws StoreFailure {
        synchronized (readSql) {
            try {
                return LineRows.acks(readSql);
            } catch (SQLException broken) {
                throw new StoreFailure("reading the watermarks", broken);
            }
        }
    }

    @Override
    public int lastDayBefore(int day) throws StoreFailure {
        synchronized (readSql) {
            try {
                return readSql.list(
                                row -> row.getInt(1),
                                "SELECT coalesce(max(day), -1) FROM ticket WHERE box = ? AND day < ?",
                                box.value(),
                                day)
                        .get(0);
            } catch (SQLException broken) {
                throw new StoreFailure("reading ticket rows", broken);
            }
        }
    }

    @Override
    public List<vn.tram.kernel.hall.Ticket> ticketRows(int day) throws StoreFailure {
        synchronized (readSql) {
            try {
                return new TicketTable(readSql).day(box, day);
            } catch (SQLException broken) {
                throw new StoreFailure("reading ticket rows", broken);
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                lane(row.getInt(3)),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                Sql.bytes(row, 8),
                Sql.bytes(row, 9));
    }

    private static Lane lane(int number) throws SQLException {
        try {
            return Lane.of(number);
        } catch (BadForm damaged) {
            throw new SQLException("an entry row is damaged", damaged);
        }
    }

    @Override
    public void close() throws StoreFailure {
        try {
            reader.close();
        } catch (SQLException broken) {
            throw new StoreFailure("closing the reader", broken);
        } finally {
            database.close();
        }
    }
}

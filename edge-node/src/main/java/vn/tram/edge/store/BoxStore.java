package vn.tram.edge.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import vn.tram.edge.BoxStorage;
import vn.tram.edge.devices.Device;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.staff.StaffStored;
import vn.tram.edge.store.people.PeopleRows;
import vn.tram.edge.sync.AckLanded;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.edge.sync.epochs.MachineNoted;
import vn.tram.edge.sync.lanes.LaneSpent;
import vn.tram.edge.sync.lease.LeaseKept;
import vn.tram.edge.sync.retention.EntriesForgotten;
import vn.tram.edge.sync.retention.OldEpochsForgotten;
import vn.tram.edge.sync.retention.Retention;
import vn.tram.edge.sync.scrub.EntriesMended;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
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

    static final String MIGRATIONS = "vn/tram/edge/store/migration";

    private final Database database;
    private final BoxId box;
    private final Connection writer;
    private final Sql sql;
    private final Connection reader;
    private final Sql readSql;
    private final TicketTable tickets;
    private final long freshEpoch;
    private final FileStore disk;
    private boolean logHoldsErased;
    private JournalHead pending = JournalHead.start(0);
    private volatile JournalHead committed = JournalHead.start(0);

    private BoxStore(Database database, BoxId box, long freshEpoch, FileStore disk) throws StoreFailure {
        this.database = database;
        this.disk = disk;
        this.box = box;
        this.freshEpoch = freshEpoch;
        this.writer = database.writer();
        this.sql = database.watched(writer);
        this.reader = database.reader();
        this.readSql = database.watched(reader);
        this.tickets = new TicketTable(sql);
    }

    /** Opens the data folder of a box, or makes it; {@code freshEpoch}: random name of a new folder's first epoch. */
    public static BoxStore open(Path folder, BoxId box, long freshEpoch) throws StoreFailure {
        return open(folder, box, freshEpoch, found -> {});
    }

    /** @param damaged see {@link Database#open} */
    public static BoxStore open(Path folder, BoxId box, long freshEpoch, Consumer<StoreFailure> damaged)
            throws StoreFailure {
        var database = Database.open(folder.resolve(FILE), MIGRATIONS, damaged);
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
            long epoch = EpochRows.present(sql, freshEpoch);
            writer.commit();
            pending = JournalRows.head(sql, epoch);
            committed = pending;
            var answers = AnswerRows.kept(sql);
            logHoldsErased |= ErasedRows.any(sql); // a process that died may not have come to it
            database.rollBack(); // a reading left open would be older than the next change, and refuse it
            return new Recovered(pending, answers);
        } catch (SQLException broken) {
            throw new StoreFailure("reading the journal's end", broken);
        }
    }

    @Override
    public void write(Written change) throws StoreFailure {
        try {
            if (change instanceof Written.Journalled journalled) {
                JournalRows.append(sql, journalled.stamped());
                pending = pending.after(journalled.stamped());
                if (journalled.event() instanceof QueueEvent event) {
                    tickets.apply(box, event, journalled.stamped().entry().at());
                }
                if (journalled.event() instanceof EntryErased fact) {
                    ErasedRows.erase(sql, fact);
                    logHoldsErased = true;
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

    private void land(Landing landing) throws SQLException {
        if (landing instanceof FeedLanded feed) {
            FeedRows.land(sql, feed);
        } else if (landing instanceof AckLanded ack) {
            LineRows.land(sql, ack);
        } else if (landing instanceof EntriesForgotten forgotten) {
            OldRows.forget(sql, pending.epoch(), forgotten);
        } else if (landing instanceof EntriesMended mended) {
            for (var stamped : mended.entries()) {
                EntryRows.replace(sql, stamped);
            }
            logHoldsErased = true;
        } else if (landing instanceof LaneSpent spent) {
            LineRows.land(sql, spent);
        } else if (landing instanceof LeaseKept lease) {
            LineRows.land(sql, lease);
        } else if (landing instanceof OldEpochsForgotten forgotten) {
            OldRows.forget(sql, pending.epoch(), forgotten);
        } else if (landing instanceof MachineNoted noted) {
            LineRows.land(sql, noted);
        } else if (landing instanceof StaffChange change) {
            PeopleRows.land(sql, change);
        } else if (landing instanceof DeviceChange change) {
            PeopleRows.land(sql, change);
        } else if (landing instanceof EpochTurned turned) {
            EpochRows.turn(sql, turned);
            logHoldsErased = true;
            for (var ticket : turned.tickets()) {
                tickets.restate(box, ticket);
            }
            pending = pending.turned(turned);
        } else {
            throw new AssertionError(landing);
        }
    }

    @Override
    public void commit() throws StoreFailure {
        try {
            database.commit();
            committed = pending;
        } catch (SQLException refused) {
            throw new StoreFailure("committing", refused);
        }
        if (logHoldsErased) {
            synchronized (readSql) { // nobody reads meanwhile, so that nobody is waited for
                logHoldsErased = !database.emptyLog();
            }
        }
    }

    @Override
    public JournalHead head() {
        return committed;
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        return read(committed.epoch(), lane, fromLseq, max);
    }

    @Override
    public List<Scrub.Row> rows(long epoch, long fromLsn, int max) throws StoreFailure {
        return asked("looking through the journal", asking -> EntryRows.rows(asking, epoch, fromLsn, max));
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        return laneAt(committed.epoch(), lane, lseq);
    }

    @Override
    public LaneHead floor(Lane lane) throws StoreFailure {
        return floor(committed.epoch(), lane);
    }

    @Override
    public List<EndedEpoch> ended() throws StoreFailure {
        return asked("reading the epochs", EpochRows::ended);
    }

    @Override
    public JournalReader ended(long epoch) throws StoreFailure {
        for (var ended : ended()) {
            if (ended.epoch() == epoch) {
                return new EndedReader(ended);
            }
        }
        throw new StoreFailure("there is no ended epoch " + Long.toHexString(epoch));
    }

    /** An epoch to which nothing is added; any thread. */
    private final class EndedReader implements JournalReader {
        private final EndedEpoch ended;

        EndedReader(EndedEpoch ended) {
            this.ended = ended;
        }

        @Override
        public JournalHead head() {
            return new JournalHead(ended.epoch(), 0, 0, LaneHead.START.hash(), ended.heads());
        }

        @Override
        public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
            return BoxStore.this.read(ended.epoch(), lane, fromLseq, max);
        }

        @Override
        public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
            return ended.lane(lane).lseq() == lseq ? ended.lane(lane) : BoxStore.this.laneAt(ended.epoch(), lane, lseq);
        }

        @Override
        public LaneHead floor(Lane lane) throws StoreFailure {
            return BoxStore.this.floor(ended.epoch(), lane);
        }
    }

    private List<Entry> read(long epoch, Lane lane, long fromLseq, int max) throws StoreFailure {
        return asked("reading the journal", asking -> JournalRows.read(asking, epoch, lane, fromLseq, max));
    }

    private LaneHead laneAt(long epoch, Lane lane, long lseq) throws StoreFailure {
        return lseq == 0
                ? LaneHead.START
                : asked("reading the journal", asking -> JournalRows.laneAt(asking, epoch, lane, lseq))
                        .orElseThrow(
                                () -> new StoreFailure("entry " + lseq + " of lane " + lane + " is no longer kept"));
    }

    private LaneHead floor(long epoch, Lane lane) throws StoreFailure {
        return asked("reading the journal", asking -> OldRows.floor(asking, epoch, lane));
    }

    private interface Question<R> {
        R ask(Sql sql) throws SQLException;
    }

    /** Any thread, one at a time. */
    private <R> R asked(String what, Question<R> question) throws StoreFailure {
        synchronized (readSql) {
            try {
                return question.ask(readSql);
            } catch (SQLException broken) {
                throw new StoreFailure(what, broken);
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
    public boolean hasEndedBefore(long before) throws StoreFailure {
        return asked("looking for old entries", asking -> OldRows.hasEndedBefore(asking, committed.epoch(), before));
    }

    @Override
    public List<Entry> today() throws StoreFailure {
        var today = asked("reading today's entries", asking -> JournalRows.today(asking, committed.epoch()));
        var wrong = JournalRows.unfit(today);
        if (wrong.isPresent()) {
            var found = new StoreFailure("entry " + wrong.get() + " of today does not fit the chain");
            database.isDamaged(found);
            throw found;
        }
        return today.stream().map(Stamped::entry).toList();
    }

    @Override
    public List<StoredFeed> feeds() throws StoreFailure {
        return asked("reading the feeds", FeedRows::all);
    }

    /** Any thread. */
    @Override
    public List<LaneSpent> spent() throws StoreFailure {
        return asked("reading what lanes have spent", LineRows::spent);
    }

    @Override
    public String machine() throws StoreFailure {
        return asked("reading the machine", LineRows::machine);
    }

    @Override
    public StaffStored staff() throws StoreFailure {
        return asked("reading the staff", PeopleRows::staff);
    }

    @Override
    public List<Device> devices() throws StoreFailure {
        return asked("reading the devices", PeopleRows::devices);
    }

    /** Any thread. */
    @Override
    public List<AckLanded> acks() throws StoreFailure {
        return asked("reading the watermarks", asking -> LineRows.acks(asking, committed.epoch()));
    }

    /** Any thread. */
    @Override
    public long lease() throws StoreFailure {
        return asked("reading our token", LineRows::lease);
    }

    @Override
    public int lastDayBefore(int day) throws StoreFailure {
        return asked("reading ticket rows", asking -> new TicketTable(asking).lastDayBefore(box, day));
    }

    @Override
    public List<vn.tram.kernel.hall.Ticket> ticketRows(int day) throws StoreFailure {
        return asked("reading ticket rows", asking -> new TicketTable(asking).day(box, day));
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

package vn.tram.edge.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.scrub.Salvaged;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Database;
import vn.tram.node.store.Sql;
import vn.tram.node.store.TicketTable;

/**
 * Makes a new database of what can be read of a damaged one: the entries of the best run, tickets folded from them, and
 * of all other tables the rows that can be read. What is not taken over of the journal goes to a file, one entry a
 * line. Nothing is held in memory but a range of entries. One thread.
 */
final class Rescue implements AutoCloseable {
    /** Entries of one transaction. */
    private static final int STEP = 1_024;

    /** Tables with a way of their own; every other one is copied row by row. */
    private static final Set<String> SPECIAL =
            Set.of("entry", "epoch", "ticket", "feed", "feed_row", "ack", "node", "flyway_schema_history");

    private static final ObjectMapper JSON = Salvage.JSON;

    private final BoxId box;
    private final @Nullable Wreck wreck;
    private final Database database;
    private final Sql sql;
    private final TicketTable tickets;
    private final Path asideFile;
    private final Optional<Witness.Page> known;
    private final EnumMap<Lane, Long> heads = new EnumMap<>(Lane.class);
    private Runs runs = new Runs();
    private long epoch;
    private long aside;
    private int written;
    private int firstDay = Integer.MAX_VALUE;

    /**
     * @param folder holds the damaged files; the new one is made there
     * @param known the witness's newest page
     */
    Rescue(Path folder, BoxId box, Optional<Witness.Page> known) throws StoreFailure {
        this.box = box;
        this.wreck = Wreck.open(folder.resolve(BoxStore.FILE)).orElse(null);
        this.database = Database.open(folder.resolve(Salvage.NEW), BoxStore.MIGRATIONS);
        this.sql = new Sql(database.writer());
        this.tickets = new TicketTable(sql);
        this.asideFile = folder.resolve(Salvage.ASIDE);
        this.known = known;
    }

    /** The whole work; what is saved is on disk once this is closed. */
    Salvaged save(long now, String what) throws StoreFailure, SQLException, IOException {
        var current = wreck == null ? Optional.<Long>empty() : wreck.epoch();
        epoch = current.or(() -> known.map(Witness.Page::epoch))
                .orElseThrow(() -> new StoreFailure("nothing of the damaged database can be read, not even its name"));
        Salvaged done;
        try (var writer = Files.newBufferedWriter(asideFile)) {
            done = journal(writer, now, what);
        }
        others();
        sql.change(
                "INSERT INTO epoch (epoch, parent, fork_lsn, fork_hash, reason, created_at, place, ended)"
                        + " VALUES (?, 0, 0, x'', 'salvaged', ?, (SELECT coalesce(max(place), 0) + 1 FROM epoch), 0)"
                        + " ON CONFLICT (epoch) DO NOTHING",
                epoch,
                now);
        sql.change("INSERT INTO node (key, value) VALUES ('box', ?) ON CONFLICT (key) DO NOTHING", box.value());
        database.commit();
        return done;
    }

    /** What the witness has to tell, when the journal is known to have gone on to {@code lsn}. */
    Witness.Page page(long lsn) {
        return runs.page(epoch, lsn, known);
    }

    private Salvaged journal(BufferedWriter writer, long now, String what)
            throws StoreFailure, SQLException, IOException {
        long told = known.filter(page -> page.epoch() == epoch)
                .map(Witness.Page::lsn)
                .orElse(0L);
        var folder = String.valueOf(asideFile.getParent());
        if (wreck == null) {
            return new Salvaged(now, folder, what, epoch, 0, 0, told, 0);
        }
        for (long older : wreck.epochs()) {
            if (older != epoch) {
                keep(older, 0, new Keeper(older, writer, false));
            }
        }
        var keeper = new Keeper(epoch, writer, true);
        long end = keep(epoch, told, keeper);
        long last = keeper.last();
        long lastKnown = Math.max(end, runs.lastRead());
        if (runs.lastBad() > last) {
            lastKnown = Math.max(lastKnown, last + 1);
        }
        return new Salvaged(now, folder, what, epoch, keeper.first(), last, Math.max(lastKnown, last), aside);
    }

    /**
     * Reads an epoch twice: to find what is right, and to copy it. Returns the number up to which entries are known.
     */
    private long keep(long of, long told, Keeper keeper) throws StoreFailure, SQLException {
        var reading = Objects.requireNonNull(wreck);
        runs = new Runs();
        long end = reading.entries(of, told, runs);
        keeper.best = runs.best(reading.durable()).orElse(null);
        reading.entries(of, told, keeper);
        database.commit();
        return end;
    }

    /** Copies the entries of the best run, and of lanes that have none in it the last one, as retention leaves them. */
    private final class Keeper implements Wreck.Finder {
        private final long of;
        private final BufferedWriter writer;
        private final boolean current;
        private Runs.@Nullable Run best;

        Keeper(long of, BufferedWriter writer, boolean current) {
            this.of = of;
            this.writer = writer;
            this.current = current;
        }

        long first() {
            return best == null ? 0 : best.from();
        }

        long last() {
            return best == null ? 0 : best.to();
        }

        @Override
        public void entry(Stamped stamped) throws SQLException, StoreFailure {
            var entry = stamped.entry();
            if (!kept(entry)) {
                putAside(entry);
                return;
            }
            JournalRows.append(sql, stamped);
            ErasedRows.obey(sql, entry);
            if (current) {
                heads.merge(entry.lane(), entry.lseq(), Math::max);
                fold(entry);
            }
            if (++written % STEP == 0) {
                database.commit();
            }
        }

        private boolean kept(Entry entry) {
            var run = best;
            if (run == null) {
                return false;
            }
            var floor = run.natural() ? null : run.before().get(entry.lane());
            boolean lonely = !run.lanes().containsKey(entry.lane());
            return (entry.lsn() >= run.from() && entry.lsn() <= run.to())
                    || (lonely && floor != null && floor.lsn() == entry.lsn());
        }

        private void putAside(Entry entry) throws StoreFailure {
            var node = JSON.createObjectNode()
                    .put("epoch", Long.toHexString(of))
                    .put("lsn", entry.lsn())
                    .put("lane", entry.lane().number())
                    .put("lseq", entry.lseq())
                    .put("type", entry.type())
                    .put("version", entry.version())
                    .put("at", entry.at())
                    .put("salt", entry.salt().hex())
                    .put("body", entry.body().hex())
                    .put("erased", entry.erased().hex());
            try {
                writer.write(JSON.writeValueAsString(node));
                writer.newLine();
            } catch (IOException refused) {
                throw new StoreFailure("writing " + asideFile, refused);
            }
            aside++;
        }

        @Override
        public void unreadable(long lsn) {
            // What cannot be read cannot be kept.
        }
    }

    /** Tickets of the first day that begins here, and of all later ones. */
    private void fold(Entry entry) throws SQLException {
        try {
            if (!(EventTypes.decode(entry).orElse(null) instanceof QueueEvent event)) {
                return;
            }
            if (event instanceof QueueEvent.DayOpened opened) {
                firstDay = Math.min(firstDay, opened.day());
            }
            if (firstDay != Integer.MAX_VALUE) {
                tickets.apply(box, event, entry.at());
            }
        } catch (BadForm ofAnotherVersion) {
            return;
        }
    }

    private void others() throws SQLException {
        var reading = wreck;
        if (reading == null) {
            return;
        }
        copy("epoch", "");
        int newest = runs.page(epoch, 0, known).day();
        copy("ticket", " WHERE day < " + Math.min(firstDay, newest));
        boolean whole = copy("feed", "");
        whole &= copy("feed_row", "");
        if (!whole) {
            sql.change("UPDATE feed SET offset = 0"); // what is here serves on, and all is asked for once more
        }
        copy("ack", "");
        for (var lane : Lane.values()) {
            long head = heads.getOrDefault(lane, 0L);
            sql.change(
                    "UPDATE ack SET durable = min(durable, ?1), applied = min(applied, ?1) WHERE lane = ?2",
                    head,
                    lane.number());
        }
        for (var table : sql.list(
                row -> row.getString(1),
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")) {
            if (!SPECIAL.contains(table)) {
                copy(table, "");
            }
        }
        ErasedRows.enforce(sql);
        database.commit();
    }

    private boolean copy(String table, String where) throws SQLException {
        var here = new HashSet<>(sql.list(row -> row.getString(1), "SELECT name FROM pragma_table_info(?)", table));
        return Objects.requireNonNull(wreck).rows(table, where, (columns, values) -> {
            var names = new ArrayList<String>();
            var taken = new ArrayList<Object>();
            for (int i = 0; i < values.length; i++) {
                if (here.contains(columns.get(i))) {
                    names.add(columns.get(i));
                    taken.add(values[i]);
                }
            }
            sql.change(
                    "INSERT OR IGNORE INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + marks(names)
                            + ")",
                    taken.toArray());
            if (++written % STEP == 0) {
                database.commit();
            }
        });
    }

    private static String marks(List<String> names) {
        return names.stream().map(name -> "?").collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws StoreFailure {
        try {
            database.close();
        } finally {
            if (wreck != null) {
                wreck.close();
            }
        }
    }
}

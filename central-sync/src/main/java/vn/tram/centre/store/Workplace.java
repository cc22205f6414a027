package vn.tram.centre.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import vn.tram.centre.duty.Duty;
import vn.tram.centre.duty.Fence;
import vn.tram.centre.duty.Ownership;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.node.store.Sql;

/**
 * One worker's place at a database of PostgreSQL that it shares with others: its leases, its store behind their fences,
 * and what the others commit. Methods say which thread may call; each of the three has a connection of its own.
 */
public final class Workplace implements AutoCloseable {
    /** More than there will ever be workers; made with the database. */
    static final int PARTITIONS = 64;

    /** Said among boxes when the feeds moved. */
    public static final String FEEDS = Fence.FEEDS;

    private static final String FOLDER = "blobs_folder";
    private static final String FIRST = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
    private static final String NEXT = "UPDATE meta SET value = ? WHERE key = ? AND value = ?";
    private static final String OF_THESE = " WHERE b.box = ANY (?)";

    private final PgBacking backing;
    private final String life;
    private final Leases leases;
    private final CentreStore store;
    private final Notices notices;
    private final Errands errands;
    private volatile Duty duty;

    private Workplace(PgBacking backing, String name, RandomGenerator chance, Ownership ownership)
            throws SQLException, StoreFailure {
        this.backing = backing;
        this.life = String.format(Locale.ROOT, "%016x", chance.nextLong());
        int partitions = backing.write(connection -> laid(connection));
        this.leases = new Leases(life, name, partitions);
        this.duty = Duty.none(partitions);
        this.store = CentreStore.open(backing, new FencedShare(life, new Fence(this::duty, ownership)), chance);
        this.notices = new Notices(backing, life);
        this.errands = new Errands(backing, chance);
    }

    /** @param name of the worker, for people */
    public static Workplace open(PgAddress address, String name, RandomGenerator chance, Ownership ownership)
            throws StoreFailure {
        var backing = new PgBacking(address);
        try {
            return new Workplace(backing, name, chance, ownership);
        } catch (SQLException denied) {
            backing.close();
            throw new StoreFailure("finding a place among the workers", denied);
        } catch (StoreFailure denied) {
            backing.close();
            throw denied;
        }
    }

    private static int laid(Connection connection) throws SQLException {
        var count = "SELECT count(*) FROM lease WHERE part >= 0";
        var sql = new Sql(connection);
        int there = sql.list(row -> row.getInt(1), count).get(0);
        if (there == 0) {
            Leases.lay(connection, PARTITIONS);
            return PARTITIONS;
        }
        return there;
    }

    /** Gives the database a new life, as is due after it was restored from a copy. No worker must be running. */
    public static void beginLife(PgAddress address, RandomGenerator chance, Ownership ownership) throws StoreFailure {
        var place = open(address, "life", chance, ownership);
        try {
            place.store.beginLife(chance);
            place.forgetFolder();
        } finally {
            place.close();
        }
    }

    /**
     * Whether a folder is the one that the other workers have: empty, or the file that it would have. The first worker
     * of a database says which one it is. Blocks on both.
     */
    public Optional<Path> lacking(Path folder, RandomGenerator chance) throws StoreFailure {
        return new SharedFolder(folderNumber(), chance).lacking(folder);
    }

    /** The number that the folder shows, in table {@code meta}. */
    SharedFolder.Register folderNumber() {
        return new SharedFolder.Register() {
            @Override
            public OptionalLong number() throws StoreFailure {
                try {
                    return backing
                            .reading()
                            .read(sql ->
                                    sql.list(row -> row.getLong(1), "SELECT value FROM meta WHERE key = ?", FOLDER))
                            .stream()
                            .mapToLong(Long::longValue)
                            .findFirst();
                } catch (SQLException broken) {
                    throw new StoreFailure("reading which folder the workers share", broken);
                }
            }

            @Override
            public boolean move(OptionalLong from, long to) throws StoreFailure {
                return 1
                        == changeFolder(sql -> from.isEmpty()
                                ? sql.change(FIRST, FOLDER, to)
                                : sql.change(NEXT, to, FOLDER, from.getAsLong()));
            }
        };
    }

    /** A database from a copy knows an earlier number. */
    private void forgetFolder() throws StoreFailure {
        changeFolder(sql -> sql.change("DELETE FROM meta WHERE key = ?", FOLDER));
    }

    private int changeFolder(Backing.Question<Integer> change) throws StoreFailure {
        try {
            return backing.write(connection -> {
                int rows = change.ask(new Sql(connection));
                connection.commit();
                return rows;
            });
        } catch (SQLException refused) {
            throw new StoreFailure("noting which folder the workers share", refused);
        }
    }

    /** What the core and the features stand on. */
    public CentreStore store() {
        return store;
    }

    /** What is asked of the worker that writes the feeds. */
    public Errands errands() {
        return errands;
    }

    /** Name of this worker's life, new with each start. */
    public String life() {
        return life;
    }

    /** What this worker is in charge of, as of the last beat. Any thread. */
    public Duty duty() {
        return duty;
    }

    /** Renews what this worker has and takes what is free; returns whether that changed anything. One thread. */
    public boolean beat() throws StoreFailure {
        try {
            var now = backing.write(leases::beat);
            boolean changed = !now.equals(duty);
            duty = now;
            return changed;
        } catch (SQLException broken) {
            throw new StoreFailure("renewing the leases", broken);
        }
    }

    /** Lets go of everything, for the others to take. */
    public void leave() throws StoreFailure {
        try {
            duty = Duty.none(duty.partitions());
            backing.write(connection -> {
                leases.end(connection);
                return true;
            });
        } catch (SQLException broken) {
            throw new StoreFailure("giving the leases back", broken);
        }
    }

    /**
     * Waits for the others to commit something, for at most {@code millis}; returns the names of the boxes that moved,
     * {@link #FEEDS} among them when the feeds did. Empty: everything is to be read anew, because the database began a
     * new life or the connection broke. One thread.
     */
    public Optional<Set<String>> await(int millis) throws StoreFailure {
        try {
            return notices.await(millis).filter(names -> !names.contains(Fence.LIFE));
        } catch (SQLException broken) {
            throw new StoreFailure("listening to the other workers", broken);
        }
    }

    /** What is stored of those that moved. Any thread. */
    public Seen look(Set<String> moved) throws StoreFailure {
        try {
            return backing.reading().read(sql -> look(new Tables(sql), moved));
        } catch (SQLException broken) {
            throw new StoreFailure("reading what other workers did", broken);
        }
    }

    private static Seen look(Tables tables, Set<String> moved) throws SQLException {
        var names = moved.stream().filter(name -> !name.equals(Fence.FEEDS)).toArray();
        var these = tables.sql().array("text", names);
        var marks = tables.intake().marks(OF_THESE, these);
        var alarms = tables.intake().alarms(" WHERE scope = ANY (?)", these);
        var rows = tables.boxTable().rows(" WHERE box = ANY (?)", these);
        var told = tables.feedTable().told(" WHERE box = ANY (?)", these);
        var copies = tables.instances().boxes(OF_THESE, these);
        List<Seen.Box> boxes = new ArrayList<>();
        for (var name : names) {
            var box = new BoxId((String) name);
            var known = marks.get(box);
            if (known != null) {
                boxes.add(new Seen.Box(
                        box,
                        known,
                        alarms.stream()
                                .filter(alarm -> alarm.scope().equals(name))
                                .toList(),
                        rows.stream().filter(row -> row.box().equals(box)).findFirst(),
                        told.stream().filter(each -> each.box().equals(box)).toList(),
                        copies.getOrDefault(box, BoxInstances.NONE)));
            }
        }
        Optional<FeedShelf.Stored> feeds = moved.contains(Fence.FEEDS) ? Optional.of(tables.feeds()) : Optional.empty();
        return new Seen(boxes, feeds);
    }

    @Override
    public void close() throws StoreFailure {
        notices.close();
        store.close();
    }
}

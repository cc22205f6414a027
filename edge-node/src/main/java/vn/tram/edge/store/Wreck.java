package vn.tram.edge.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.node.store.Damage;
import vn.tram.node.store.Database;
import vn.tram.node.store.Sql;

/**
 * A database with damaged pages, read around what is wrong with it; nothing is ever written to it. A question that
 * meets a damaged page fails as a whole, so entries are asked for in ranges, and a range that fails in its halves. One
 * thread.
 */
final class Wreck implements AutoCloseable {
    /** Entries asked for at once. */
    private static final long RANGE = 1_024;

    /** Entries looked for behind the last one known when the end cannot be asked for. */
    private static final long BEYOND = 8_192;

    /** {@link EpochRows#PRESENT} in a database from before epochs could end. */
    private static final String OLD_PRESENT = "SELECT epoch FROM epoch ORDER BY created_at DESC, rowid DESC LIMIT 1";

    private final Connection connection;
    private final Sql sql;
    private final String stamped;

    private Wreck(Connection connection) {
        this.connection = connection;
        this.sql = new Sql(connection);
        this.stamped = stamped();
    }

    /** {@link EntryRows#STAMPED}, also of a database from before entries could be erased. */
    private String stamped() {
        boolean older = tolerant(
                        "SELECT count(*) FROM pragma_table_info('entry') WHERE name = 'erased'", row -> row.getInt(1))
                .filter(count -> count == 0)
                .isPresent();
        return older ? EntryRows.STAMPED.replace(" erased,", " x'',") : EntryRows.STAMPED;
    }

    /** Empty when not even its first page can be read. */
    static Optional<Wreck> open(Path file) {
        try {
            return Optional.of(new Wreck(Database.readOnly(file)));
        } catch (SQLException noDatabase) {
            return Optional.empty();
        }
    }

    /** Hears of what is found, in order. */
    interface Finder {
        void entry(Stamped stamped) throws SQLException, StoreFailure;

        /** What is or was under this number cannot be read. */
        void unreadable(long lsn);
    }

    /**
     * What is wrong with it; empty when SQLite finds nothing and today's entries fit their chains.
     *
     * @param thorough compares indexes with rows too
     */
    Optional<String> fault(boolean thorough) throws SQLException {
        try {
            var found =
                    sql.list(row -> row.getString(1), thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
            if (!found.equals(List.of("ok"))) {
                return Optional.of(String.join("; ", found));
            }
            return sql.list(row -> row.getInt(1), "SELECT 1 FROM sqlite_schema WHERE name = 'entry'")
                            .isEmpty()
                    ? Optional.empty()
                    : faultOfToday();
        } catch (SQLException met) {
            if (Damage.shows(met)) {
                return Optional.of(String.valueOf(met.getMessage()));
            }
            throw met;
        }
    }

    /** What the hall is folded from at a start must be right, or it is folded wrongly. */
    private Optional<String> faultOfToday() throws SQLException {
        var epoch = epoch();
        if (epoch.isEmpty()) {
            return Optional.empty();
        }
        var runs = new Runs();
        var today = sql.list(
                Wreck::found,
                stamped + " WHERE epoch = ?1"
                        + " AND lsn >= (SELECT max(lsn) FROM entry WHERE epoch = ?1 AND type = 1) ORDER BY lsn",
                epoch.get());
        today.forEach(found -> found.tell(runs::entry, runs::unreadable));
        return runs.firstBad() == 0
                ? Optional.empty()
                : Optional.of("entry " + runs.firstBad() + " of today does not fit the chain");
    }

    /** Whose file it is, as far as it says so. */
    Optional<String> owner() {
        return tolerant("SELECT value FROM node WHERE key = 'box'", row -> row.getString(1));
    }

    /** The epoch that the journal was in. */
    Optional<Long> epoch() {
        return tolerant(EpochRows.PRESENT, row -> row.getLong(1))
                .or(() -> tolerant(OLD_PRESENT, row -> row.getLong(1)));
    }

    /** Every epoch that it tells of. */
    List<Long> epochs() {
        try {
            return sql.list(row -> row.getLong(1), "SELECT epoch FROM epoch");
        } catch (SQLException unreadable) {
            return List.of();
        }
    }

    /** What the centre was said to have, by lane; empty when that cannot be read. */
    Map<Lane, Long> durable() {
        var durable = new EnumMap<Lane, Long>(Lane.class);
        try {
            for (var lane : Lane.values()) {
                sql.list(row -> row.getLong(1), "SELECT durable FROM ack WHERE lane = ?", lane.number())
                        .forEach(lseq -> durable.put(lane, lseq));
            }
        } catch (SQLException unreadable) {
            durable.clear();
        }
        return durable;
    }

    private <T> Optional<T> tolerant(String question, Sql.RowReader<T> reader) {
        try {
            return sql.list(reader, question).stream().findFirst();
        } catch (SQLException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Tells of every entry of an epoch. Returns the number up to which it looked.
     *
     * @param known the last entry of which there is word from elsewhere; 0 for none
     */
    long entries(long epoch, long known, Finder finder) throws SQLException, StoreFailure {
        var stored = tolerant("SELECT coalesce(max(lsn), 0) FROM entry WHERE epoch = " + epoch, row -> row.getLong(1));
        long last = stored.map(end -> Math.max(end, known)).orElse(known + BEYOND);
        for (long from = 1; from <= last; from += RANGE) {
            range(epoch, from, Math.min(last, from + RANGE - 1), finder);
        }
        return stored.isPresent() ? last : known;
    }

    private void range(long epoch, long from, long to, Finder finder) throws SQLException, StoreFailure {
        List<Found> all;
        try {
            all = found(epoch, from, to);
        } catch (SQLException damaged) {
            if (from == to) {
                finder.unreadable(from);
            } else {
                long middle = from + (to - from) / 2;
                range(epoch, from, middle, finder);
                range(epoch, middle + 1, to, finder);
            }
            return;
        }
        for (var found : all) {
            if (found.stamped() == null) {
                finder.unreadable(found.lsn());
            } else {
                finder.entry(found.stamped());
            }
        }
    }

    /** By a statement of its own: one that met a damaged page once would fail ever after. */
    private List<Found> found(long epoch, long from, long to) throws SQLException {
        var question = stamped + " WHERE epoch = ? AND lsn BETWEEN ? AND ? ORDER BY lsn";
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, epoch);
            statement.setLong(2, from);
            statement.setLong(3, to);
            try (var rows = statement.executeQuery()) {
                var all = new ArrayList<Found>();
                while (rows.next()) {
                    all.add(found(rows));
                }
                return all;
            }
        }
    }

    private record Found(long lsn, @Nullable Stamped stamped) {
        void tell(Consumer<Stamped> whole, LongConsumer not) {
            if (stamped == null) {
                not.accept(lsn);
            } else {
                whole.accept(stamped);
            }
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        long lsn = row.getLong(2);
        try {
            return new Found(lsn, EntryRows.stamped(row));
        } catch (SQLException damaged) {
            if (Damage.shows(damaged)) {
                throw damaged;
            }
            return new Found(lsn, null);
        }
    }

    /** A row of any table, by the names of its columns. */
    interface Copier {
        void row(List<String> columns, Object[] values) throws SQLException;
    }

    /**
     * Tells of the rows of a table up to the first page that cannot be read. Returns whether that was all of them.
     *
     * @param where a condition, or the empty text
     */
    boolean rows(String table, String where, Copier copier) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT * FROM " + table + where)) {
            var about = result.getMetaData();
            var columns = new ArrayList<String>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnName(i));
            }
            while (true) {
                var values = next(result, columns.size());
                if (values.isEmpty()) {
                    return true;
                }
                copier.row(columns, values.get());
            }
        } catch (SQLException damaged) {
            if (Damage.shows(damaged) || String.valueOf(damaged.getMessage()).contains("no such table")) {
                return false;
            }
            throw damaged;
        }
    }

    private static Optional<Object[]> next(ResultSet result, int columns) throws SQLException {
        if (!result.next()) {
            return Optional.empty();
        }
        var values = new Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = result.getObject(i + 1);
        }
        return Optional.of(values);
    }

    @Override
    public void close() throws StoreFailure {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new StoreFailure("closing the damaged database", broken);
        }
    }
}

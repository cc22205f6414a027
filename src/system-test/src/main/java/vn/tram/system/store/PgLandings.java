package vn.tram.system.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.TreeMap;
import vn.tram.kernel.base.StoreFailure;

/**
 * What lies in a centre's database of PostgreSQL, read without the centre's own code.
 *
 * @param entries landed, by box: the end of each lane, added up
 * @param holes entries that are missing below the end of a lane
 * @param twice entries that landed more than once
 * @param tickets shown, by box
 * @param behind entries that have landed and are not shown yet
 */
public record PgLandings(
        TreeMap<String, Long> entries, long holes, long twice, TreeMap<String, Long> tickets, long behind) {

    /** @param url of the database */
    public static PgLandings read(String url) throws StoreFailure {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            var entries = new TreeMap<String, Long>();
            long holes = 0;
            long twice = 0;
            try (var rows = statement.executeQuery("SELECT box || '/' || epoch || '/' || lane, box, first_lseq,"
                    + " last_lseq FROM landing ORDER BY 1, first_lseq, last_lseq")) {
                var lane = "";
                long end = 0;
                while (rows.next()) {
                    if (!lane.equals(rows.getString(1))) {
                        lane = rows.getString(1);
                        end = 0;
                    }
                    long first = rows.getLong(3);
                    long last = rows.getLong(4);
                    holes += Math.max(0, first - end - 1);
                    twice += Math.max(0, Math.min(end, last) - first + 1);
                    entries.merge(rows.getString(2), Math.max(0, last - end), Long::sum);
                    end = Math.max(end, last);
                }
            }
            var tickets = new TreeMap<String, Long>();
            try (var rows = statement.executeQuery("SELECT box, count(*) FROM ticket GROUP BY box")) {
                while (rows.next()) {
                    tickets.put(rows.getString(1), rows.getLong(2));
                }
            }
            return new PgLandings(entries, holes, twice, tickets, behind(url));
        } catch (SQLException refused) {
            throw new StoreFailure("reading what has landed", refused);
        }
    }

    /** Entries that have landed and are not shown yet; a light question. */
    public static long behind(String url) throws StoreFailure {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT coalesce(sum(durable - applied), 0) FROM watermark")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException refused) {
            throw new StoreFailure("reading what is shown", refused);
        }
    }

    public long total() {
        return entries.values().stream().mapToLong(Long::longValue).sum();
    }
}

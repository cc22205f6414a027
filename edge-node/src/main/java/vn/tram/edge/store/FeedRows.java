package vn.tram.edge.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.edge.feeds.StoredFeed.StoredRow;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.node.store.Sql;

/** Reads tables {@code feed} and {@code feed_row}. */
final class FeedRows {
    private FeedRows() {}

    static Map<String, FeedPosition> positions(Sql sql) throws SQLException {
        var positions = new TreeMap<String, FeedPosition>();
        sql.list(
                        row -> Map.entry(row.getString(1), new FeedPosition(row.getLong(2), row.getLong(3))),
                        "SELECT feed, feed_epoch, offset FROM feed")
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        return positions;
    }

    static List<StoredRow> rows(Sql sql, String feed) throws SQLException {
        return sql.list(
                row -> new StoredRow(row.getLong(1), new FeedRow(row.getString(2), row.getLong(3), Sql.bytes(row, 4))),
                "SELECT feed_epoch, key, offset, body FROM feed_row WHERE feed = ? ORDER BY offset, key",
                feed);
    }
}

package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.node.store.Sql;

/** Table {@code feed_row}. */
final class FeedTable {
    private final Sql sql;

    FeedTable(Sql sql) {
        this.sql = sql;
    }

    void write(RowsPublished published) throws SQLException {
        for (var row : published.rows()) {
            sql.change(
                    "INSERT INTO feed_row (feed, key, offset, body) VALUES (?, ?, ?, ?) ON CONFLICT (feed, key)"
                            + " DO UPDATE SET offset = excluded.offset, body = excluded.body",
                    published.feed(),
                    row.key(),
                    row.offset(),
                    row.body());
        }
    }

    Map<String, List<FeedRow>> rows() throws SQLException {
        var feeds = new HashMap<String, List<FeedRow>>();
        sql.list(
                        row -> Map.entry(
                                row.getString(1), new FeedRow(row.getString(2), row.getLong(3), Sql.bytes(row, 4))),
                        "SELECT feed, key, offset, body FROM feed_row ORDER BY feed, offset")
                .forEach(row -> feeds.computeIfAbsent(row.getKey(), none -> new ArrayList<>())
                        .add(row.getValue()));
        return feeds;
    }
}

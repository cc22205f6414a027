package vn.tram.edge.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.feeds.StoredFeed.StoredRow;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.node.store.Sql;

/** Tables {@code feed} and {@code feed_row}. */
final class FeedRows {
    private FeedRows() {}

    static void land(Sql sql, FeedLanded landed) throws SQLException {
        long epoch = landed.position().feedEpoch();
        sql.change(
                "INSERT INTO feed (feed, feed_epoch, offset, whole, generation) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (feed) DO UPDATE SET feed_epoch = excluded.feed_epoch,"
                        + " offset = excluded.offset, whole = max(whole, excluded.whole),"
                        + " generation = excluded.generation",
                landed.feed(),
                epoch,
                landed.position().offset(),
                landed.whole(),
                landed.generation());
        for (var row : landed.rows()) {
            if (row.tombstone()) {
                sql.change("DELETE FROM feed_row WHERE feed = ? AND key = ?", landed.feed(), row.key());
            } else {
                sql.change(
                        "INSERT INTO feed_row (feed, key, feed_epoch, offset, body) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (feed, key) DO UPDATE SET feed_epoch = excluded.feed_epoch,"
                                + " offset = excluded.offset, body = excluded.body",
                        landed.feed(),
                        row.key(),
                        epoch,
                        row.offset(),
                        row.body());
            }
        }
        if (landed.whole()) {
            sql.change("DELETE FROM feed_row WHERE feed = ? AND feed_epoch <> ?", landed.feed(), epoch);
        }
    }

    static List<StoredFeed> all(Sql sql) throws SQLException {
        var feeds = new ArrayList<StoredFeed>();
        var heads = sql.list(
                row -> new StoredFeed(
                        row.getString(1),
                        new FeedPosition(row.getLong(2), row.getLong(3)),
                        row.getBoolean(4),
                        List.of(),
                        row.getLong(5)),
                "SELECT feed, feed_epoch, offset, whole, generation FROM feed ORDER BY feed");
        for (var head : heads) {
            var rows = rows(sql, head.feed());
            feeds.add(new StoredFeed(head.feed(), head.position(), head.whole(), rows, head.generation()));
        }
        return feeds;
    }

    private static List<StoredRow> rows(Sql sql, String feed) throws SQLException {
        return sql.list(
                row -> new StoredRow(row.getLong(1), new FeedRow(row.getString(2), row.getLong(3), Sql.bytes(row, 4))),
                "SELECT feed_epoch, key, offset, body FROM feed_row WHERE feed = ? ORDER BY offset, key",
                feed);
    }
}

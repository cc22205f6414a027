package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.node.store.Sql;

/** Tables {@code feed_row, box_feed}. */
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

    void write(FeedTold told) throws SQLException {
        sql.change(
                "INSERT INTO box_feed (box, feed, feed_epoch, offset) VALUES (?, ?, ?, ?) ON CONFLICT (box, feed)"
                        + " DO UPDATE SET feed_epoch = excluded.feed_epoch, offset = excluded.offset",
                told.box().value(),
                told.feed(),
                told.position().feedEpoch(),
                told.position().offset());
    }

    List<FeedTold> told() throws SQLException {
        return sql.list(
                row -> new FeedTold(
                        new BoxId(row.getString(1)),
                        row.getString(2),
                        new FeedPosition(row.getLong(3), row.getLong(4))),
                "SELECT box, feed, feed_epoch, offset FROM box_feed");
    }
}

package vn.tram.centre.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedLife;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.node.store.Sql;

/** Tables {@code feed_row, feed_life, box_feed}. */
final class FeedTable {
    private final Sql sql;

    FeedTable(Sql sql) {
        this.sql = sql;
    }

    void write(RowsPublished published) throws SQLException {
        for (var row : published.rows()) {
            sql.change(
                    "INSERT INTO feed_row (feed, key, \"offset\", body, at) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (feed, key) DO UPDATE SET \"offset\" = excluded.\"offset\","
                            + " body = excluded.body, at = excluded.at",
                    published.feed(),
                    row.key(),
                    row.offset(),
                    row.body(),
                    published.at());
        }
    }

    void write(FeedBorn born) throws SQLException {
        sql.change(
                "DELETE FROM feed_row WHERE feed = ? AND length(body) = 0 AND at < ?", born.feed(), born.goneBefore());
        sql.change(
                "INSERT INTO feed_life (feed, feed_epoch, generation) VALUES (?, ?, ?) ON CONFLICT (feed)"
                        + " DO UPDATE SET feed_epoch = excluded.feed_epoch, generation = excluded.generation",
                born.feed(),
                born.life().feedEpoch(),
                born.life().generation());
    }

    Map<String, FeedLife> lives() throws SQLException {
        var lives = new HashMap<String, FeedLife>();
        sql.list(
                        row -> Map.entry(row.getString(1), new FeedLife(row.getLong(2), row.getLong(3))),
                        "SELECT feed, feed_epoch, generation FROM feed_life")
                .forEach(life -> lives.put(life.getKey(), life.getValue()));
        return lives;
    }

    /** When tombstones were published, by feed and key. */
    Map<String, Map<String, Long>> gone() throws SQLException {
        var feeds = new HashMap<String, Map<String, Long>>();
        sql.list(
                row -> feeds.computeIfAbsent(row.getString(1), none -> new HashMap<>())
                                .put(row.getString(2), row.getLong(3))
                        == null,
                "SELECT feed, key, at FROM feed_row WHERE length(body) = 0");
        return feeds;
    }

    Map<String, List<FeedRow>> rows() throws SQLException {
        var feeds = new HashMap<String, List<FeedRow>>();
        sql.list(
                        row -> Map.entry(
                                row.getString(1), new FeedRow(row.getString(2), row.getLong(3), Sql.bytes(row, 4))),
                        "SELECT feed, key, \"offset\", body FROM feed_row ORDER BY feed, \"offset\"")
                .forEach(row -> feeds.computeIfAbsent(row.getKey(), none -> new ArrayList<>())
                        .add(row.getValue()));
        return feeds;
    }

    void write(FeedTold told) throws SQLException {
        sql.change(
                "INSERT INTO box_feed (box, feed, feed_epoch, \"offset\") VALUES (?, ?, ?, ?) ON CONFLICT (box, feed)"
                        + " DO UPDATE SET feed_epoch = excluded.feed_epoch, \"offset\" = excluded.\"offset\"",
                told.box().value(),
                told.feed(),
                told.position().feedEpoch(),
                told.position().offset());
    }

    List<FeedTold> told() throws SQLException {
        return told("");
    }

    List<FeedTold> told(String where, Object... arguments) throws SQLException {
        return sql.list(
                row -> new FeedTold(
                        new BoxId(row.getString(1)),
                        row.getString(2),
                        new FeedPosition(row.getLong(3), row.getLong(4))),
                "SELECT box, feed, feed_epoch, \"offset\" FROM box_feed" + where,
                arguments);
    }
}

package vn.tram.centre.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedLife;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.wire.Control.FeedRow;

/** The feeds of {@link MemoryCentreStore}. */
final class MemoryFeeds {
    private record Copy(BoxId box, String feed) {}

    private final Undo undo;
    private final Map<String, Map<String, FeedRow>> rows = new HashMap<>();
    private final Map<String, Map<String, Long>> times = new HashMap<>();
    private final Map<String, FeedLife> lives = new HashMap<>();
    private final Map<Copy, FeedTold> told = new HashMap<>();

    MemoryFeeds(Undo undo) {
        this.undo = undo;
    }

    void clear() {
        List.of(rows, times, lives, told).forEach(Map::clear);
    }

    /** Whatever is of no other table. */
    void write(Landing landing) {
        if (landing instanceof RowsPublished published) {
            write(published);
        } else if (landing instanceof FeedBorn born) {
            write(born);
        } else if (landing instanceof FeedTold said) {
            write(said);
        } else {
            throw new AssertionError(landing);
        }
    }

    private void write(RowsPublished published) {
        var ofFeed = rows.computeIfAbsent(published.feed(), none -> new HashMap<>());
        var timesOf = times.computeIfAbsent(published.feed(), none -> new HashMap<>());
        for (var row : published.rows()) {
            undo.put(ofFeed, row.key(), row);
            undo.put(timesOf, row.key(), published.at());
        }
    }

    private void write(FeedBorn born) {
        undo.put(lives, born.feed(), born.life());
        var ofFeed = rows.computeIfAbsent(born.feed(), none -> new HashMap<>());
        var timesOf = times.getOrDefault(born.feed(), Map.of());
        for (var row : List.copyOf(ofFeed.values())) {
            if (row.tombstone() && timesOf.getOrDefault(row.key(), 0L) < born.goneBefore()) {
                ofFeed.remove(row.key());
                undo.push(() -> ofFeed.put(row.key(), row));
            }
        }
    }

    private void write(FeedTold said) {
        undo.put(told, new Copy(said.box(), said.feed()), said);
    }

    FeedShelf.Stored stored(long feedEpoch) {
        var byFeed = new HashMap<String, List<FeedRow>>();
        rows.forEach((feed, byKey) -> {
            if (!byKey.isEmpty()) { // as of a table, which knows no feed without a row
                byFeed.put(
                        feed,
                        byKey.values().stream()
                                .sorted(Comparator.comparingLong(FeedRow::offset))
                                .toList());
            }
        });
        var gone = new HashMap<String, Map<String, Long>>();
        rows.forEach((feed, byKey) -> byKey.values().stream()
                .filter(FeedRow::tombstone)
                .forEach(row -> gone.computeIfAbsent(feed, none -> new HashMap<>())
                        .put(row.key(), times.getOrDefault(feed, Map.of()).getOrDefault(row.key(), 0L))));
        return new FeedShelf.Stored(feedEpoch, lives, byFeed, gone, List.copyOf(told.values()));
    }
}

package vn.tram.edge.store;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.edge.feeds.FeedLanded;
import vn.tram.edge.feeds.StoredFeed;
import vn.tram.edge.feeds.StoredFeed.StoredRow;
import vn.tram.kernel.wire.Control.FeedPosition;

/** A box's copies of the city's feeds in memory. */
final class MemoryBoxFeeds {
    private final TreeMap<String, FeedPosition> feeds = new TreeMap<>();
    private final Map<String, Long> generations = new TreeMap<>();
    private final Map<String, Map<String, StoredRow>> feedRows = new TreeMap<>();
    private final Set<String> wholeFeeds = new HashSet<>();

    void land(FeedLanded landed) {
        long feedEpoch = landed.position().feedEpoch();
        feeds.put(landed.feed(), landed.position());
        generations.put(landed.feed(), landed.generation());
        var rows = feedRows.computeIfAbsent(landed.feed(), none -> new TreeMap<>());
        for (var row : landed.rows()) {
            if (row.tombstone()) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), new StoredRow(feedEpoch, row));
            }
        }
        if (landed.whole()) {
            wholeFeeds.add(landed.feed());
            rows.values().removeIf(row -> row.feedEpoch() != feedEpoch);
        }
    }

    List<StoredFeed> all() {
        return feeds.entrySet().stream()
                .map(feed -> new StoredFeed(
                        feed.getKey(),
                        feed.getValue(),
                        wholeFeeds.contains(feed.getKey()),
                        feedRows.getOrDefault(feed.getKey(), Map.of()).values().stream()
                                .sorted(Comparator.comparingLong(
                                                (StoredRow row) -> row.row().offset())
                                        .thenComparing(row -> row.row().key()))
                                .toList(),
                        generations.getOrDefault(feed.getKey(), 0L)))
                .toList();
    }
}

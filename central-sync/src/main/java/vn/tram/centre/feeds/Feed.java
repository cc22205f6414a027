package vn.tram.centre.feeds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.wire.Control.FeedRow;

/** One feed: the newest row of every key, by offset. */
final class Feed {
    private final TreeMap<Long, FeedRow> byOffset = new TreeMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    void put(FeedRow row) {
        var before = offsets.put(row.key(), row.offset());
        if (before != null) {
            byOffset.remove(before);
        }
        byOffset.put(row.offset(), row);
    }

    long head() {
        return byOffset.isEmpty() ? 0 : byOffset.lastKey();
    }

    /** The row of a key; empty when there is none or it was taken back. */
    Optional<FeedRow> row(String key) {
        var offset = offsets.get(key);
        return Optional.ofNullable(offset == null ? null : byOffset.get(offset)).filter(row -> !row.tombstone());
    }

    boolean has(String key, Bytes body) {
        return row(key).map(row -> row.body().equals(body)).orElse(false);
    }

    /** Rows behind an offset, in order. */
    List<FeedRow> after(long offset) {
        return List.copyOf(byOffset.tailMap(offset, false).values());
    }
}

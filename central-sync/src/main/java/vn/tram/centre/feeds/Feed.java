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
    private final Map<String, Long> goneAt = new HashMap<>();

    /** @param at epoch milliseconds of its publication */
    void put(FeedRow row, long at) {
        if (row.tombstone()) {
            goneAt.put(row.key(), at);
        } else {
            goneAt.remove(row.key());
        }
        var before = offsets.put(row.key(), row.offset());
        if (before != null) {
            byOffset.remove(before);
        }
        byOffset.put(row.offset(), row);
    }

    long head() {
        return byOffset.isEmpty() ? 0 : byOffset.lastKey();
    }

    /** Whether a key was taken back before a time, epoch milliseconds, and still stands here. */
    boolean hasGoneBefore(long time) {
        return goneAt.values().stream().anyMatch(at -> at < time);
    }

    /** Forgets keys that were taken back before a time; a new life begins, so offsets may be given again. */
    void forgetGoneBefore(long time) {
        goneAt.entrySet().removeIf(gone -> {
            if (gone.getValue() < time) {
                byOffset.remove(offsets.remove(gone.getKey()));
                return true;
            }
            return false;
        });
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

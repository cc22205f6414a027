package vn.tram.edge.feeds;

import java.util.List;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/**
 * A feed as the box keeps it.
 *
 * @param whole whether a copy was ever complete: from then on the starting set of the software counts no more
 * @param generation of the feed epoch of the position
 */
public record StoredFeed(String feed, FeedPosition position, boolean whole, List<StoredRow> rows, long generation) {
    public StoredFeed {
        rows = List.copyOf(rows);
    }

    /** Of generation 0. */
    public StoredFeed(String feed, FeedPosition position, boolean whole, List<StoredRow> rows) {
        this(feed, position, whole, rows, 0);
    }

    /** A row and the feed epoch it came with: rows of an earlier one go when a new snapshot is whole. */
    public record StoredRow(long feedEpoch, FeedRow row) {}
}

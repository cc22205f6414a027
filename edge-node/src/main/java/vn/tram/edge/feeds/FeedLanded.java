package vn.tram.edge.feeds;

import java.util.List;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/**
 * Rows of a city feed, taken.
 *
 * @param position where our copy stands with them
 * @param whole the copy now is the whole feed: rows of an earlier feed epoch are dropped
 * @param generation of the feed epoch; a copy never goes back to an earlier one
 */
public record FeedLanded(String feed, FeedPosition position, List<FeedRow> rows, boolean whole, long generation)
        implements Landing {
    public FeedLanded {
        rows = List.copyOf(rows);
    }

    /** Of generation 0. */
    public FeedLanded(String feed, FeedPosition position, List<FeedRow> rows, boolean whole) {
        this(feed, position, rows, whole, 0);
    }
}

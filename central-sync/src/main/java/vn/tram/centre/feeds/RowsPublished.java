package vn.tram.centre.feeds;

import java.util.List;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/**
 * A feed moved.
 *
 * @param head where it stands now: the offset of the last row
 * @param rows the new ones; each takes the place of the older row of its key
 * @param at epoch milliseconds
 */
public record RowsPublished(String feed, FeedPosition head, List<FeedRow> rows, long at) implements Landing {
    public RowsPublished {
        rows = List.copyOf(rows);
    }

    /** Rows that are published by these changes together. */
    static int count(List<Change> changes) {
        return changes.stream()
                .mapToInt(change -> change instanceof RowsPublished published ? published.rows.size() : 0)
                .sum();
    }
}

package vn.tram.centre.feeds;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.FeedRow;

/** What the feeds read at start. Core's thread only. */
public interface FeedShelf {
    Stored feeds() throws StoreFailure;

    /**
     * @param feedEpoch random, made with the database: offsets of another life of it mean nothing
     * @param rows newest row of every key of every feed, tombstones included, in order of offset
     * @param told how far each box last said to have each feed
     */
    record Stored(long feedEpoch, Map<String, List<FeedRow>> rows, List<FeedTold> told) {
        public Stored {
            rows = Map.copyOf(rows);
            told = List.copyOf(told);
        }
    }
}

package vn.tram.centre.feeds;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Control.FeedRow;

/** What the feeds read at start. Core's thread only. */
public interface FeedShelf {
    Stored feeds() throws StoreFailure;

    /**
     * @param feedEpoch random, made with the database: that of every feed's first life
     * @param lives the lives that feeds are in, where they are known
     * @param rows newest row of every key of every feed, tombstones included, in order of offset
     * @param gone when tombstones were published, epoch milliseconds, by feed and key
     * @param told how far each box last said to have each feed
     */
    record Stored(
            long feedEpoch,
            Map<String, FeedLife> lives,
            Map<String, List<FeedRow>> rows,
            Map<String, Map<String, Long>> gone,
            List<FeedTold> told) {
        public Stored {
            lives = Map.copyOf(lives);
            gone = Map.copyOf(gone);
            rows = Map.copyOf(rows);
            told = List.copyOf(told);
        }
    }
}

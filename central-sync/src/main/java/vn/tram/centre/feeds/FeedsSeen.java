package vn.tram.centre.feeds;

import java.util.Map;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.wire.Control.FeedPosition;

/**
 * The feeds as another worker published them.
 *
 * @param moved new heads of the feeds that are not as they were known
 */
public record FeedsSeen(FeedShelf.Stored stored, Map<String, FeedPosition> moved) implements Landing {
    public FeedsSeen {
        moved = Map.copyOf(moved);
    }
}

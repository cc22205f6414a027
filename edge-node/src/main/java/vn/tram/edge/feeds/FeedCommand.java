package vn.tram.edge.feeds;

import java.util.Map;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;

/**
 * What may be asked of the box's copy of the city's feeds.
 *
 * @param <R> the reply
 */
public sealed interface FeedCommand<R> extends Command<R> {
    /** Take rows that came down the line. Replies where the feed stands now. */
    record TakeFeed(FeedBatch batch) implements FeedCommand<FeedPosition> {}

    /** How far each feed is read. */
    record ShowFeeds() implements FeedCommand<Map<String, FeedPosition>> {}

    /** The catalogue as kiosks offer it. */
    record ShowCatalogue() implements FeedCommand<CatalogueView> {}
}

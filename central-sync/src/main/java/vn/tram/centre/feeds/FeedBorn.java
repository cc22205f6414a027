package vn.tram.centre.feeds;

import vn.tram.kernel.base.Landing;

/**
 * A new life of a feed begins: every box takes it anew as a snapshot. Its rows keep their offsets.
 *
 * @param goneBefore epoch milliseconds; tombstones older than that are dropped
 */
public record FeedBorn(String feed, FeedLife life, long goneBefore) implements Landing {}

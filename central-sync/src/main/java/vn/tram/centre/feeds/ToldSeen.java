package vn.tram.centre.feeds;

import vn.tram.kernel.base.Landing;

/** What another worker wrote of a box's copy of a feed. */
public record ToldSeen(FeedTold told) implements Landing {}

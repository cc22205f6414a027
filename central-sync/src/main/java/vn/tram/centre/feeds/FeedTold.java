package vn.tram.centre.feeds;

import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.wire.Control.FeedPosition;

/** A box said how far it has a feed. */
public record FeedTold(BoxId box, String feed, FeedPosition position) implements Landing {}

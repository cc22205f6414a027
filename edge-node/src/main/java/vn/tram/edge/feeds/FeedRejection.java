package vn.tram.edge.feeds;

import vn.tram.kernel.base.Rejection;

/** Why feed rows were not taken; the last good copy stays. */
public enum FeedRejection implements Rejection {
    /** Not a feed of this ward. */
    NOT_OUR_FEED,
    /** It does not begin where our copy ends; fetch again from there. */
    NOT_NEXT,
    /** Of an earlier life of the feed than ours: somebody says again what was said long ago. */
    OLD_LIFE,
    /** A row cannot be read or is not valid. */
    BAD_ROW
}

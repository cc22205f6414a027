package vn.tram.edge.sync;

/**
 * Feed rows that came and were not taken. The last good copy serves on.
 *
 * @param fault what is wrong with them
 * @param feed which one; empty where that cannot be known because nobody trusted signed it
 * @param firstAt epoch milliseconds of the first time
 * @param lastAt epoch milliseconds of the last time
 * @param count how often
 */
public record FeedTrouble(Fault fault, String feed, long firstAt, long lastAt, long count) {
    /** Why rows were not taken. The name goes to the centre. */
    public enum Fault {
        /** This box was not told whose signature to trust, so it takes nothing from the city. */
        FEED_NO_KEY,
        /** Not signed by the city, or changed since. */
        FEED_SIGNATURE,
        /** Rightly signed, long ago: of an earlier life of the feed, or said again and again. */
        FEED_REPLAYED,
        /** Rightly signed, and yet not to be read or not valid: the city's own mistake, or software too old. */
        FEED_BAD_ROW
    }

    FeedTrouble again(long at) {
        return new FeedTrouble(fault, feed, firstAt, at, count + 1);
    }
}

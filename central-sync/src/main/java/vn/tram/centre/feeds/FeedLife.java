package vn.tram.centre.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import vn.tram.kernel.trust.Digest;

/**
 * One life of a feed: within it offsets only grow, and none is given twice.
 *
 * @param feedEpoch its name
 * @param generation epoch milliseconds of its beginning, always more than that of the life before
 */
public record FeedLife(long feedEpoch, long generation) {
    /** The life after this one; the same name each time it is asked for, and no other life's. */
    FeedLife next(String feed, long at) {
        long later = Math.max(at, generation + 1);
        var digest = Digest.of((feed + ' ' + feedEpoch + ' ' + later).getBytes(UTF_8));
        return new FeedLife(ByteBuffer.wrap(digest.toArray()).getLong(), later);
    }
}

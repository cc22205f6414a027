package vn.tram.centre.net;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.tram.kernel.trust.Signer;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;

/**
 * Signs batches. Boxes that stand at the same place get the same bytes, packed and signed once: when a whole country
 * comes back to one new row, that is one signature. One thread.
 */
final class FeedSeals {
    /** Batches kept: with 16 KiB each, four megabytes. */
    static final int KEPT = 256;

    /** Within a life of a feed the rows behind a place, up to a head, are always the same. */
    private record Place(String feed, FeedPosition from, FeedPosition upTo, long head, long generation) {}

    private final Signer key;
    private final Map<Place, SignedFeed> sealed = new LinkedHashMap<>();

    FeedSeals(Signer key) {
        this.key = key;
    }

    SignedFeed seal(FeedBatch batch) {
        var place = new Place(batch.feed(), batch.from(), batch.upTo(), batch.head(), batch.generation());
        var known = sealed.remove(place);
        var fresh = known != null ? known : new SignedFeed(Sealed.seal(Purpose.FEED, ControlCodec.encode(batch), key));
        sealed.put(place, fresh); // last again: what nobody asked for the longest time goes first
        if (sealed.size() > KEPT) {
            sealed.remove(sealed.keySet().iterator().next());
        }
        return fresh;
    }
}

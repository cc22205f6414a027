package vn.tram.system.sim.bugs;

import java.util.HashMap;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;

/**
 * What a box does that forgets a check of its feeds: the message is made such that the check, which stands, passes. One
 * box's messages, one thread.
 */
final class CrookedFeeds {
    private final Map<String, FeedPosition> stands = new HashMap<>();

    /** As if the signature were not looked at. */
    static byte[] signedAnew(byte[] payload) {
        return decoded(payload) instanceof SignedFeed signed
                ? ControlCodec.encode(sealed(signed.batch().body().toArray()))
                : payload;
    }

    /** As if nobody looked where a batch begins: an old one is given the place where the copy ends. */
    byte[] alwaysNext(byte[] payload) {
        if (!(decoded(payload) instanceof SignedFeed signed)
                || !signed.batch().holds(Purpose.FEED, TestKeys.TRUSTED)
                || !(decoded(signed.batch().body().toArray()) instanceof FeedBatch batch)) {
            return payload;
        }
        var here = stands.get(batch.feed());
        if (here == null
                || here.feedEpoch() != batch.upTo().feedEpoch()
                || batch.from().offset() == here.offset()
                || batch.rows().isEmpty()) {
            stands.put(batch.feed(), batch.upTo());
            return payload;
        }
        var upTo = here.offset() >= batch.upTo().offset() ? here : batch.upTo();
        var bent = new FeedBatch(
                batch.feed(), here, upTo, Math.max(upTo.offset(), batch.head()), batch.rows(), batch.generation());
        return ControlCodec.encode(sealed(ControlCodec.encode(bent)));
    }

    private static SignedFeed sealed(byte[] body) {
        return new SignedFeed(Sealed.seal(Purpose.FEED, body, TestKeys.CITY));
    }

    private static Object decoded(byte[] payload) {
        try {
            Control message = ControlCodec.decode(payload);
            return message;
        } catch (BadForm notOurs) {
            return notOurs;
        }
    }
}

package vn.tram.system.sim.bugs;

import java.util.HashMap;
import java.util.Map;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.sim.net.SimKeys;

/**
 * What a node does that forgets a check of what is signed: the message is made such that the check, which stands,
 * passes. One box's messages, one thread.
 */
final class CrookedFeeds {
    private final Map<String, FeedPosition> stands = new HashMap<>();

    /** As if the signature were not looked at. */
    static byte[] signedAnew(byte[] payload) {
        return decoded(payload) instanceof SignedFeed signed
                ? ControlCodec.encode(sealed(signed.batch().body().toArray()))
                : payload;
    }

    /** As if the signature of a checkpoint were not looked at. */
    static byte[] vouchedAnew(String topic, byte[] payload) {
        if (!(decoded(payload) instanceof Checkpoint checkpoint)) {
            return payload;
        }
        var key = SimKeys.of(Topics.parseUp(topic).orElseThrow().box());
        var body = checkpoint.claim().body().toArray();
        return ControlCodec.encode(new Checkpoint(key.verifyKey().raw(), Sealed.seal(Purpose.CHECKPOINT, body, key)));
    }

    /** As if nobody looked where a batch begins: an old one is given the place where the copy ends. */
    byte[] alwaysNext(byte[] payload) {
        if (!(decoded(payload) instanceof SignedFeed signed)
                || !signed.batch().holds(Purpose.FEED, SimKeys.TRUSTED)
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

    static boolean isDigests(byte[] payload) {
        return decoded(payload) instanceof DayDigests;
    }

    private static SignedFeed sealed(byte[] body) {
        return new SignedFeed(Sealed.seal(Purpose.FEED, body, SimKeys.CITY));
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

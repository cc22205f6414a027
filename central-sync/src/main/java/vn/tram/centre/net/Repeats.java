package vn.tram.centre.net;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.FramePlace;

/**
 * Knows frames that landed a moment ago. When a whole country comes back at once, acknowledgements take longer than
 * boxes wait, and most of what comes then has landed already; reading such a frame whole costs as much as a new one.
 * The answer to it is the acknowledgement that its sender missed. Timers' thread.
 */
final class Repeats {
    private final Map<BoxId, Map<Lane, Ack>> told = new HashMap<>();

    void landed(BoxId box, Ack ack) {
        told.computeIfAbsent(box, none -> new EnumMap<>(Lane.class)).put(ack.lane(), ack);
    }

    /** What to answer to a frame all of whose entries are durable; empty when it must be looked at. */
    Optional<Ack> answer(BoxId box, Lane lane, byte[] frame) {
        var known = told.getOrDefault(box, Map.of()).get(lane);
        if (known == null) {
            return Optional.empty();
        }
        try {
            var place = FramePlace.of(frame);
            boolean same = place.box().equals(box) && place.lane() == lane && place.epoch() == known.epoch();
            return same && place.lastLseq() <= known.durable() ? Optional.of(known) : Optional.empty();
        } catch (BadForm | RuntimeException unreadable) { // whoever reads it whole will say so
            return Optional.empty();
        }
    }

    /** From now on everything is looked at again. */
    void forget() {
        told.clear();
    }
}

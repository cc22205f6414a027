package vn.tram.centre.net;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform.MonotonicClock;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.wire.Control.Ack;

/**
 * Gathers acknowledgements: a box hears each lane's newest watermark, at most once in {@link #GAP}. A watermark never
 * goes back within one incarnation and epoch, so only the newest matters. Timers' thread.
 */
final class Acks {
    /** Between two acknowledgements to one box at least. */
    static final Duration GAP = Duration.ofMillis(50);

    /** The first one waits this long, so that the applied watermark can go with the durable one. */
    static final Duration FIRST = Duration.ofMillis(5);

    private static final class Due {
        private final EnumMap<Lane, Ack> lanes = new EnumMap<>(Lane.class);
        private boolean planned;
        private long lastNanos;
        private boolean everSent;
    }

    private final Timers timers;
    private final MonotonicClock clock;
    private final BiConsumer<BoxId, Ack> send;
    private final Map<BoxId, Due> boxes = new HashMap<>();

    Acks(Timers timers, MonotonicClock clock, BiConsumer<BoxId, Ack> send) {
        this.timers = timers;
        this.clock = clock;
        this.send = send;
    }

    void due(BoxId box, Ack ack) {
        var due = boxes.computeIfAbsent(box, none -> new Due());
        due.lanes.merge(ack.lane(), ack, Acks::newer);
        if (!due.planned) {
            due.planned = true;
            long since = clock.nanos() - due.lastNanos;
            long wait = due.everSent ? GAP.toNanos() - since : 0;
            timers.after(Duration.ofNanos(Math.max(wait, FIRST.toNanos())), () -> flush(box, due));
        }
    }

    private void flush(BoxId box, Due due) {
        due.planned = false;
        due.everSent = true;
        due.lastNanos = clock.nanos();
        due.lanes.values().forEach(ack -> send.accept(box, ack));
        due.lanes.clear();
    }

    private static Ack newer(Ack before, Ack now) {
        boolean same = before.epoch() == now.epoch() && before.incarnation() == now.incarnation();
        return same
                ? new Ack(
                        now.incarnation(),
                        now.epoch(),
                        now.lane(),
                        Math.max(before.durable(), now.durable()),
                        Math.max(before.applied(), now.applied()))
                : now;
    }
}

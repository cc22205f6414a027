package vn.tram.edge.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.LineState.LaneState;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;

/** Which entries leave next, over all lanes, and when to send them again. Timers' thread. */
final class Pusher {
    /** First wait for an acknowledgement before frames are sent again; doubles without progress. */
    static final Duration RESEND_FIRST = Duration.ofSeconds(5);

    /** A line that takes but never answers is asked once a minute: no storm of charges. */
    static final Duration RESEND_MOST = Duration.ofSeconds(60);

    /** Lanes that hold journal entries, most pressing first. */
    private static final List<Lane> LANES = List.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS, Lane.BLOBS);

    private final BoxId box;
    private final JournalReader journal;
    private final EnumMap<Lane, LaneSender> senders = new EnumMap<>(Lane.class);
    private int window;
    private Duration resendAfter = RESEND_FIRST;

    Pusher(BoxId box, JournalReader journal) {
        this.box = box;
        this.journal = journal;
        LANES.forEach(lane -> senders.put(lane, new LaneSender(lane)));
    }

    void remember(AckLanded heard) {
        sender(heard.lane()).remember(heard.durable(), heard.applied());
    }

    /** Starts over from what the centre has. False when its history is not ours: nothing may be sent then. */
    boolean begin(Welcome welcome) throws StoreFailure {
        var head = journal.head();
        if (welcome.verdict() == Verdict.FORK) {
            return false;
        }
        for (var lane : LANES) {
            if (welcome.marks().getOrDefault(lane, Watermark.NONE).durable()
                    > head.lane(lane).lseq()) {
                return false;
            }
        }
        for (var lane : LANES) {
            sender(lane).startFrom(welcome.marks().getOrDefault(lane, Watermark.NONE));
        }
        window = welcome.window();
        resendAfter = RESEND_FIRST;
        return true;
    }

    /** The next frame by priority; empty when the window is full or nothing is left. */
    Optional<Frame> next(long nowNanos) throws StoreFailure {
        int inFlight = 0;
        for (var sender : senders.values()) {
            inFlight += sender.inFlight();
        }
        if (inFlight >= window) {
            return Optional.empty();
        }
        long epoch = journal.head().epoch();
        for (var lane : LANES) {
            var frame = sender(lane).next(journal, box, epoch, nowNanos);
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    /** Whether the centre's durable watermark moved. */
    boolean acknowledged(Ack ack) throws StoreFailure {
        if (ack.epoch() != journal.head().epoch() || !senders.containsKey(ack.lane())) {
            return false;
        }
        boolean moved = sender(ack.lane()).acknowledged(ack.durable(), ack.applied());
        if (moved) {
            resendAfter = RESEND_FIRST;
        }
        return moved;
    }

    /** Goes back to the watermarks when an acknowledgement is overdue; returns whether it did. */
    boolean goBackIfOverdue(long nowNanos) throws StoreFailure {
        long oldest = 0;
        for (var sender : senders.values()) {
            oldest = Math.max(oldest, sender.oldestFlight(nowNanos));
        }
        if (oldest < resendAfter.toNanos()) {
            return false;
        }
        var doubled = resendAfter.multipliedBy(2);
        resendAfter = doubled.compareTo(RESEND_MOST) < 0 ? doubled : RESEND_MOST;
        for (var sender : senders.values()) {
            sender.goBack(journal);
        }
        return true;
    }

    List<AckLanded> watermarks() {
        return senders.values().stream()
                .map(sender -> new AckLanded(sender.lane(), sender.durable(), sender.applied()))
                .toList();
    }

    /** What waits for the centre. */
    Backlog backlog() throws StoreFailure {
        var head = journal.head();
        var lanes = new ArrayList<LaneState>();
        long unsent = 0;
        Long oldest = null;
        for (var sender : senders.values()) {
            long lseq = head.lane(sender.lane()).lseq();
            if (lseq > 0) {
                lanes.add(new LaneState(sender.lane().name(), lseq, sender.durable(), sender.applied()));
            }
            if (lseq > sender.durable()) {
                unsent += lseq - sender.durable();
                var first = journal.read(sender.lane(), sender.durable() + 1, 1);
                long at = first.isEmpty() ? head.at() : first.get(0).at();
                oldest = oldest == null ? at : Math.min(oldest, at);
            }
        }
        return new Backlog(unsent, oldest, List.copyOf(lanes));
    }

    /**
     * @param unsent entries not yet confirmed
     * @param oldest time of the oldest of them, epoch milliseconds
     */
    record Backlog(long unsent, @Nullable Long oldest, List<LaneState> lanes) {}

    private LaneSender sender(Lane lane) {
        var sender = senders.get(lane);
        if (sender == null) {
            throw new AssertionError("no journal lane: " + lane);
        }
        return sender;
    }
}

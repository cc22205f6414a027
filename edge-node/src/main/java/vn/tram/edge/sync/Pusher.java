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
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

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
    private boolean plain;
    private boolean anew;
    private Duration resendAfter = RESEND_FIRST;
    private long progressNanos;
    private boolean heardOlder;
    private long incarnation;

    Pusher(BoxId box, JournalReader journal) {
        this.box = box;
        this.journal = journal;
        LANES.forEach(lane -> senders.put(lane, new LaneSender(lane)));
    }

    void remember(AckLanded heard) {
        incarnation = heard.incarnation();
        sender(heard.lane()).remember(heard.durable(), heard.applied());
    }

    /**
     * Starts over from what the centre has. False when its history is not ours: nothing may be sent then. Judged by our
     * own journal and not by the centre's verdict, because the centre may answer an old hello that came late, and
     * because it cannot see that entries behind its watermark were written anew on a disk set back.
     */
    boolean begin(Welcome welcome, long nowNanos) throws StoreFailure {
        for (var lane : LANES) {
            if (!ours(lane, welcome.marks().getOrDefault(lane, Watermark.NONE))) {
                return false;
            }
        }
        if (welcome.verdict() == Verdict.FORK && welcome.marks().isEmpty()) {
            return false;
        }
        for (var lane : LANES) {
            sender(lane).startFrom(welcome.marks().getOrDefault(lane, Watermark.NONE));
        }
        window = welcome.window();
        plain = false;
        anew = false;
        incarnation = welcome.incarnation();
        resendAfter = RESEND_FIRST;
        progressNanos = nowNanos;
        heardOlder = false;
        return true;
    }

    /** What the centre is told that it said before. */
    Memory memory() throws StoreFailure {
        var durable = new EnumMap<Lane, Long>(Lane.class);
        var floors = new EnumMap<Lane, LaneHead>(Lane.class);
        for (var sender : senders.values()) {
            if (sender.durable() > 0) {
                durable.put(sender.lane(), sender.durable());
            }
            var floor = journal.floor(sender.lane());
            if (floor.lseq() > 0) {
                floors.put(sender.lane(), floor);
            }
        }
        return new Memory(incarnation, durable, floors);
    }

    /** Whether our chain passes through the centre's mark: a longer history under our name may still be another one. */
    private boolean ours(Lane lane, Watermark mark) throws StoreFailure {
        return mark.durable() <= journal.head().lane(lane).lseq()
                && mark.durable() >= journal.floor(lane).lseq()
                && journal.laneAt(lane, mark.durable()).hash().equals(mark.hash());
    }

    /** The next frame by priority; empty when the window is full or nothing is left. */
    Optional<Frame> next(long nowNanos) throws StoreFailure {
        if (anew) {
            goBack();
        }
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

    /** Whether no entry waits to be sent. */
    boolean allOnItsWay() throws StoreFailure {
        var head = journal.head();
        return senders.values().stream().allMatch(sender -> sender.waiting(head) == 0);
    }

    /** Whether the centre's durable watermark moved. */
    boolean acknowledged(Ack ack, long nowNanos) throws StoreFailure {
        if (ack.epoch() != journal.head().epoch() || !senders.containsKey(ack.lane())) {
            return false;
        }
        var sender = sender(ack.lane());
        heardOlder |= ack.durable() < sender.durable();
        boolean moved = sender.acknowledged(ack.durable(), ack.applied(), journal);
        if (moved) {
            resendAfter = RESEND_FIRST;
            progressNanos = nowNanos;
            heardOlder = false;
        }
        return moved;
    }

    /** The life of the centre's database that was last heard; 0 for none. */
    long incarnation() {
        return incarnation;
    }

    /** Whether another life of the centre's database speaks than the one that welcomed us: it may have less. */
    boolean fromAnotherLife(Ack ack) throws StoreFailure {
        return ack.epoch() == journal.head().epoch() && ack.incarnation() != incarnation;
    }

    /** Whether the centre spoke of less than it had since it last made progress: it may have lost something. */
    boolean heardOlder() {
        return heardOlder;
    }

    /**
     * Goes back to the watermarks when an acknowledgement is overdue; returns whether it did. On a slow line a frame
     * may wait long behind others: as long as the watermark moves at all, nothing is overdue.
     */
    boolean goBackIfOverdue(long nowNanos) throws StoreFailure {
        long oldest = 0;
        for (var sender : senders.values()) {
            oldest = Math.max(oldest, sender.oldestFlight(nowNanos));
        }
        if (Math.min(oldest, nowNanos - progressNanos) < resendAfter.toNanos()) {
            return false;
        }
        var doubled = resendAfter.multipliedBy(2);
        resendAfter = doubled.compareTo(RESEND_MOST) < 0 ? doubled : RESEND_MOST;
        goBack();
        return true;
    }

    /**
     * From now on frames go plain, beginning with what is not confirmed. Only once in a connection: what is refused in
     * plain form as well has another fault. Returns whether something changed.
     */
    boolean sendPlain() {
        boolean news = !plain;
        plain = true;
        anew |= news;
        return news;
    }

    byte[] packed(Frame frame) {
        return FrameCodec.encode(frame, plain ? Packing.PLAIN : Packing.COLUMNS);
    }

    private void goBack() throws StoreFailure {
        anew = false;
        for (var sender : senders.values()) {
            sender.goBack(journal);
        }
    }

    List<AckLanded> watermarks() {
        return senders.values().stream()
                .map(sender -> new AckLanded(sender.lane(), sender.durable(), sender.applied(), incarnation))
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

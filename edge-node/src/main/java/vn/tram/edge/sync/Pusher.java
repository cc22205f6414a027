package vn.tram.edge.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vn.tram.edge.sync.epochs.Lineage;
import vn.tram.edge.sync.lanes.DayBudget;
import vn.tram.edge.sync.lanes.Gathering;
import vn.tram.edge.sync.lanes.LaneOrder;
import vn.tram.edge.sync.lanes.LaneShare;
import vn.tram.edge.sync.lanes.LinePace;
import vn.tram.edge.sync.lanes.LineRate;
import vn.tram.edge.sync.lanes.LineRate.Passing;
import vn.tram.edge.sync.lanes.RefusedLanes;
import vn.tram.edge.sync.packing.Packer;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/** Which entries leave next, over all lanes, and when to send them again. Timers' thread. */
final class Pusher {
    /** After this long a message is taken for gone, whether or not the broker ever answers. */
    static final Duration UNHEARD = Duration.ofSeconds(10);

    /** First wait for an acknowledgement before frames are sent again; doubles without progress. */
    static final Duration RESEND_FIRST = Duration.ofSeconds(5);

    /** A line that takes but never answers is asked once a minute: no storm of charges. */
    static final Duration RESEND_MOST = Duration.ofSeconds(60);

    /** Lanes that hold journal entries, most pressing first. */
    private static final List<Lane> LANES = List.of(Lane.URGENT, Lane.RECORDS, Lane.STATISTICS, Lane.BLOBS);

    /** Frames of the centre's window that only the urgent lane may take. */
    private static final int KEPT_FOR_URGENT = 2;

    /** Before packing, which would make any frame longer than a line wants. */
    private static final int MOST_UNPACKED = 64 * 1024;

    private final BoxId box;
    private final Lineage lineage;
    private final SideLane side;
    private final DayBudget budget;
    private final LaneOrder share;
    private final LinePace rate;
    private final Gathering gathering = new Gathering();
    private final RefusedLanes refused = new RefusedLanes();
    private final Packer packer;
    private final EnumMap<Lane, LaneSender> senders = new EnumMap<>(Lane.class);
    private final Set<Passing> framesPassing = new HashSet<>();
    private int window;
    private boolean anew;
    private Duration resendAfter = RESEND_FIRST;
    private long progressNanos;
    private boolean heardOlder;
    private long incarnation;

    /** What is read of: the journal, or an ended epoch of which the centre wants the rest first. */
    private JournalReader source;

    /** Of which epoch the watermarks are; 0 before anything was heard of it. */
    private long epoch;

    Pusher(BoxId box, Lineage lineage, SideLane side, DayBudget budget, Packer packer) {
        this(box, lineage, side, budget, packer, new LaneShare(), new LineRate());
    }

    Pusher(BoxId box, Lineage lineage, SideLane side, DayBudget budget, Packer packer, LaneOrder share, LinePace rate) {
        this.box = box;
        this.lineage = lineage;
        this.source = lineage.journal();
        this.side = side;
        this.budget = budget;
        this.packer = packer;
        this.share = share;
        this.rate = rate;
        LANES.forEach(lane -> senders.put(lane, new LaneSender(lane)));
    }

    void remember(AckLanded heard) {
        incarnation = heard.incarnation();
        epoch = heard.epoch();
        sender(heard.lane()).remember(heard.durable(), heard.applied());
    }

    /**
     * Starts over from what the centre has. False when its history is not ours: nothing may be sent then. Judged by our
     * own journal and not by the centre's verdict, because the centre may answer an old hello that came late, and
     * because it cannot see that entries behind its watermark were written anew on a disk set back.
     */
    boolean begin(Welcome welcome, long nowNanos) throws StoreFailure {
        if (!lineage.passes(welcome.epoch(), welcome.marks())) {
            return false;
        }
        if (welcome.verdict() == Verdict.FORK && welcome.marks().isEmpty()) {
            return false;
        }
        source = lineage.reader(welcome.epoch()).orElseThrow();
        epoch = welcome.epoch();
        for (var lane : LANES) {
            sender(lane).startFrom(welcome.marks().getOrDefault(lane, Watermark.NONE));
        }
        window = welcome.window();
        packer.begin(welcome.dictionaries());
        anew = false;
        incarnation = welcome.incarnation();
        forgetPassing();
        gathering.backlog();
        side.begin(nowNanos);
        resendAfter = RESEND_FIRST;
        progressNanos = nowNanos;
        heardOlder = false;
        return true;
    }

    /** What the centre is told that it said before. */
    Memory memory() throws StoreFailure {
        var durable = new EnumMap<Lane, Long>(Lane.class);
        var floors = new EnumMap<Lane, LaneHead>(Lane.class);
        boolean present = epoch == lineage.present();
        for (var sender : senders.values()) {
            if (present && sender.durable() > 0) {
                durable.put(sender.lane(), sender.durable());
            }
            var floor = lineage.journal().floor(sender.lane());
            if (floor.lseq() > 0) {
                floors.put(sender.lane(), floor);
            }
        }
        return new Memory(incarnation, durable, floors, lineage.ended());
    }

    /** Whether entries of this epoch are what is being sent. */
    boolean sends(long named) throws StoreFailure {
        return source.head().epoch() == named;
    }

    /** Whether another epoch has begun since the centre said what it has: it must be greeted anew. */
    boolean turned() throws StoreFailure {
        return source == lineage.journal() && epoch != lineage.present();
    }

    /** Whether all of an ended epoch is at the centre, so that it will take the next one when it is greeted. */
    boolean restSent() throws StoreFailure {
        if (source == lineage.journal()) {
            return false;
        }
        var end = source.head();
        return senders.values().stream()
                .allMatch(sender -> sender.durable() >= end.lane(sender.lane()).lseq());
    }

    /** Whether the watermarks are of the present epoch. */
    boolean present() throws StoreFailure {
        return source == lineage.journal() && epoch == lineage.present();
    }

    /**
     * A frame, or a piece of the side lane.
     *
     * @param lane the lane it belongs to; pieces of the side lane count as {@link Lane#BLOBS}
     * @param passing what the measuring of the line knows it by; all goes to {@link #settled} afterwards
     */
    record Outgoing(Lane lane, String topic, Bytes payload, Passing passing) {}

    /** What to send next; empty when nothing is due, or what is on its way has to get through first. */
    Optional<Outgoing> next(long nowNanos, Instant now) throws StoreFailure {
        var next = choose(nowNanos, now);
        if (next.isEmpty()) {
            rate.ranOut();
        }
        return next;
    }

    private Optional<Outgoing> choose(long nowNanos, Instant now) throws StoreFailure {
        if (anew) {
            goBack();
        }
        var head = source.head();
        var waiting = EnumSet.noneOf(Lane.class);
        for (var lane : LANES) {
            if (gathering.ripe(lane, sender(lane).waiting(head), nowNanos) && may(lane, nowNanos, now)) {
                waiting.add(lane);
            }
        }
        var lane = share.next(waiting);
        if (lane.isEmpty()) {
            return piece(nowNanos, now);
        }
        if (!hasRoom(lane.get())) {
            return Optional.empty();
        }
        boolean contended = waiting.size() > 1;
        var outgoing = cut(lane.get(), head.epoch(), nowNanos);
        if (outgoing.isPresent()) {
            int bytes = outgoing.get().payload().size();
            share.sent(lane.get(), bytes, contended);
            budget.spend(lane.get(), bytes, now);
            gathering.left(lane.get(), sender(lane.get()).waiting(head), nowNanos);
        }
        return outgoing;
    }

    private boolean may(Lane lane, long nowNanos, Instant now) {
        return !refused.pauses(lane, nowNanos) && budget.allows(lane, now);
    }

    private Optional<Outgoing> piece(long nowNanos, Instant now) {
        if (!rate.hasRoom(false) || !may(Lane.BLOBS, nowNanos, now)) {
            return Optional.empty();
        }
        return side.next(rate.pieceBytes(), nowNanos).map(message -> {
            int bytes = message.payload().size();
            budget.spend(Lane.BLOBS, bytes, now);
            return new Outgoing(Lane.BLOBS, message.topic(), message.payload(), rate.sent(false, bytes, nowNanos));
        });
    }

    private boolean hasRoom(Lane lane) {
        boolean urgent = lane == Lane.URGENT;
        int most = urgent ? window : Math.max(1, window - KEPT_FOR_URGENT);
        return unconfirmed() < most && rate.hasRoom(urgent);
    }

    private int unconfirmed() {
        return senders.values().stream().mapToInt(LaneSender::inFlight).sum();
    }

    /** How far a lane's entries pack is a guess from its last frame: one that came out too long is cut again. */
    private Optional<Outgoing> cut(Lane lane, long epoch, long nowNanos) throws StoreFailure {
        var sender = sender(lane);
        int target = lane == Lane.URGENT ? rate.frameBytes() : rate.lowFrameBytes();
        var frame = sender.cut(source, box, epoch, target, LaneSender.MOST_ENTRIES);
        while (frame.isPresent()) {
            byte[] payload = packer.encode(frame.get());
            int entries = frame.get().entries().size();
            if (payload.length <= target + target / 4 || entries == 1) {
                sender.left(frame.get(), payload.length, nowNanos);
                var passing = rate.sent(lane == Lane.URGENT, payload.length, nowNanos);
                framesPassing.add(passing);
                return Optional.of(new Outgoing(lane, Topics.up(box, lane), Bytes.owned(payload), passing));
            }
            int fewer = (int) Math.min(entries - 1L, (long) entries * target / payload.length);
            frame = sender.cut(source, box, epoch, MOST_UNPACKED, Math.max(1, fewer));
        }
        return Optional.empty();
    }

    /**
     * What became of a message at the broker. That it took it proves nothing, and makes room for the next one; when it
     * refused it, this lane pauses and goes back to its watermark, and trying on at once would be useless. Returns
     * whether that is news.
     */
    boolean settled(Outgoing outgoing, Link.Sent sent, long nowNanos) throws StoreFailure {
        framesPassing.remove(outgoing.passing());
        if (sent == Link.Sent.TAKEN || sent == Link.Sent.NOBODY_LISTENS) {
            rate.taken(outgoing.passing(), nowNanos);
            return false;
        }
        rate.lost(outgoing.passing());
        if (sent != Link.Sent.REFUSED) {
            return false;
        }
        boolean known = refused.holds(outgoing.lane());
        if (refused.refused(outgoing.lane(), nowNanos)) {
            sender(outgoing.lane()).goBack(source);
        }
        return !known;
    }

    RefusedLanes refusedLanes() {
        return refused;
    }

    /** Nanoseconds until something that waits should leave; empty when nothing waits for its time. */
    OptionalLong due(long nowNanos) {
        return gathering.due(nowNanos);
    }

    /** Nanoseconds until a fact of now should be looked for. */
    long pause(long nowNanos) {
        return gathering.pause(nowNanos);
    }

    /** Whether the centre's durable watermark moved. */
    boolean acknowledged(Ack ack, long nowNanos) throws StoreFailure {
        if (ack.epoch() != source.head().epoch() || !senders.containsKey(ack.lane())) {
            return false;
        }
        var sender = sender(ack.lane());
        heardOlder |= ack.durable() < sender.durable();
        boolean moved = sender.acknowledged(ack.durable(), ack.applied(), source);
        if (moved) {
            resendAfter = RESEND_FIRST;
            progressNanos = nowNanos;
            heardOlder = false;
            refused.gotThrough(ack.lane());
            if (unconfirmed() == 0) {
                // a broker's answer may be lost; the centre's says as much of frames, and nothing of pieces
                framesPassing.forEach(rate::lost);
                framesPassing.clear();
            }
        }
        return moved;
    }

    /** The life of the centre's database that was last heard; 0 for none. */
    long incarnation() {
        return incarnation;
    }

    /** Whether another life of the centre's database speaks than the one that welcomed us: it may have less. */
    boolean fromAnotherLife(Ack ack) throws StoreFailure {
        return ack.epoch() == source.head().epoch() && ack.incarnation() != incarnation;
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
        rate.giveUp(nowNanos - UNHEARD.toNanos());
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
        boolean news = packer.sendPlain();
        anew |= news;
        return news;
    }

    private void goBack() throws StoreFailure {
        anew = false;
        forgetPassing();
        gathering.backlog();
        for (var sender : senders.values()) {
            sender.goBack(source);
        }
    }

    private void forgetPassing() {
        rate.forget();
        framesPassing.clear();
    }

    List<AckLanded> watermarks() {
        return senders.values().stream()
                .map(sender -> new AckLanded(sender.lane(), sender.durable(), sender.applied(), incarnation, epoch))
                .toList();
    }

    /** What waits for the centre: of an ended epoch first, and then of the present one. */
    Backlog backlog() throws StoreFailure {
        return Backlog.of(senders.values(), refused::holds, lineage.journal(), source, epoch);
    }

    private LaneSender sender(Lane lane) {
        var sender = senders.get(lane);
        if (sender == null) {
            throw new AssertionError("no journal lane: " + lane);
        }
        return sender;
    }
}

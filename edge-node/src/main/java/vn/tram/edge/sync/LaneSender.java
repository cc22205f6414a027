package vn.tram.edge.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Frame;

/**
 * Go-back-N for one lane: what the centre has on disk, what is on its way, where to go on. Keeps no entry: the journal
 * does, until the centre's watermark passes it.
 */
final class LaneSender {
    /** Entries of a frame at most. */
    static final int MOST_ENTRIES = 500;

    /** What an entry's place, type and time take beside its body, before packing. */
    private static final int BESIDE_BODY = 8;

    /** Share of the unpacked bytes that is left once packed, until it was seen. */
    private static final double FIRST_GUESS = 0.7;

    private static final double LEAST_SHARE = 0.05;

    private record Flight(long lastLseq, long sentNanos) {}

    private final Lane lane;
    private final ArrayDeque<Flight> flights = new ArrayDeque<>();
    private long durable;
    private long applied;
    private long sent;
    private Bytes sentHash = Watermark.NONE.hash();
    private double packedShare = FIRST_GUESS;

    LaneSender(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    long durable() {
        return durable;
    }

    long applied() {
        return applied;
    }

    int inFlight() {
        return flights.size();
    }

    /** What an earlier run of the process heard; only for showing. */
    void remember(long durableLseq, long appliedLseq) {
        durable = durableLseq;
        applied = appliedLseq;
    }

    /** Starts over from what the centre says it has. */
    void startFrom(Watermark mark) {
        durable = mark.durable();
        applied = mark.applied();
        sent = mark.durable();
        sentHash = mark.hash();
        flights.clear();
    }

    /**
     * Takes an acknowledgement; returns whether the durable watermark moved. It may lie beyond what was sent since the
     * last start: an old welcome that came late made this side start further back than needed.
     */
    boolean acknowledged(long durableLseq, long appliedLseq, JournalReader journal) throws StoreFailure {
        if (durableLseq > journal.head().lane(lane).lseq()) {
            return false;
        }
        applied = Math.max(applied, appliedLseq);
        if (durableLseq <= durable) {
            return false;
        }
        durable = durableLseq;
        if (durable > sent) {
            goBack(journal);
            return true;
        }
        while (!flights.isEmpty() && flights.peekFirst().lastLseq() <= durable) {
            flights.removeFirst();
        }
        return true;
    }

    /** Forgets what is on its way, so that it is sent again from the watermark. */
    void goBack(JournalReader journal) throws StoreFailure {
        flights.clear();
        sent = durable;
        sentHash = journal.laneAt(lane, durable).hash();
    }

    /** Nanoseconds since the oldest unacknowledged frame left; 0 when none is on its way. */
    long oldestFlight(long nowNanos) {
        var oldest = flights.peekFirst();
        return oldest == null ? 0 : nowNanos - oldest.sentNanos();
    }

    /** Entries that are not on their way yet. */
    long waiting(JournalHead head) {
        return Math.max(0, head.lane(lane).lseq() - sent);
    }

    /**
     * The next frame, of about so many bytes once packed and so many entries at most; empty when everything is on its
     * way. It counts as sent once {@link #left} says so.
     */
    Optional<Frame> cut(JournalReader journal, BoxId box, long epoch, int bytes, int most) throws StoreFailure {
        var entries = cut(journal.read(lane, sent + 1, most), epoch, (long) (bytes / packedShare));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var hash = sentHash;
        for (var entry : entries) {
            hash = entry.hashAfter(hash);
        }
        return Optional.of(
                new Frame(box, epoch, lane, sentHash.first(Frame.CHAIN_BYTES), entries, hash.first(Frame.CHAIN_BYTES)));
    }

    /** The frame is on its way, packed into so many bytes. */
    void left(Frame frame, int packed, long nowNanos) {
        long unpacked = 0;
        for (var entry : frame.entries()) {
            sentHash = entry.hashAfter(sentHash);
            unpacked += unpacked(entry);
        }
        sent = frame.lastLseq();
        flights.add(new Flight(sent, nowNanos));
        packedShare = Math.max(LEAST_SHARE, (packedShare + (double) packed / unpacked) / 2);
    }

    private static long unpacked(Entry entry) {
        return (long) BESIDE_BODY + entry.body().size() + entry.salt().size();
    }

    private static List<Entry> cut(List<Entry> entries, long epoch, long most) {
        var kept = new ArrayList<Entry>(entries.size());
        long bytes = 0;
        for (var entry : entries) {
            bytes += unpacked(entry);
            if (entry.epoch() != epoch || (bytes > most && !kept.isEmpty())) {
                break;
            }
            kept.add(entry);
        }
        return kept;
    }
}

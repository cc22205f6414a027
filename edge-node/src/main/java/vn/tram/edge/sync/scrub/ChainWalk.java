package vn.tram.edge.sync.scrub;

import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/**
 * Walks along the rows of a journal in order and holds each against both hash chains: the box's, where the entry before
 * it is here, and its lane's, where that one's is. An entry that came back from the centre has no chain of the box. One
 * thread.
 */
public final class ChainWalk {
    /** What a chain says of an entry. */
    public enum Word {
        FITS,
        DIFFERS,
        /** What comes before it is not here: let go, or not read. */
        UNKNOWN
    }

    /**
     * @param byBox what the chain of the box says
     * @param byLane what the chain of its lane says
     * @param right the entry with the chains as they should be after it, as far as they are known, else as stored
     * @param missing entries of its lane that should stand before it and do not
     */
    public record Step(Word byBox, Word byLane, Stamped right, long missing) {
        /** Whether a chain proves what the entry says. */
        public boolean proven() {
            return byBox == Word.FITS || byLane == Word.FITS;
        }

        /** Whether nothing speaks against it. */
        public boolean clean() {
            return byBox != Word.DIFFERS && byLane != Word.DIFFERS && missing == 0;
        }
    }

    private final EnumMap<Lane, LaneHead> heads = new EnumMap<>(Lane.class);
    private long lastLsn;
    private @Nullable Bytes lastHash;

    /** The next entry that is there. */
    public Step next(Stamped stamped) {
        var entry = stamped.entry();
        var lane = entry.lseq() == 1 ? LaneHead.START : heads.get(entry.lane());
        var laneHash = lane != null && lane.lseq() + 1 == entry.lseq() ? after(lane.hash(), entry) : null;
        var before = entry.lsn() == 1 ? LaneHead.START.hash() : lastHash;
        var hash = lastLsn + 1 == entry.lsn() ? after(before, entry) : null;
        var byLane = word(laneHash, stamped.laneHash());
        var byBox = word(hash, stamped.hash());
        boolean proven = byLane == Word.FITS || byBox == Word.FITS;
        var right = new Stamped(
                entry,
                proven && hash != null ? hash : stamped.hash(),
                proven && laneHash != null ? laneHash : stamped.laneHash());
        long missing = lane == null ? 0 : Math.max(0, entry.lseq() - lane.lseq() - 1);
        lastLsn = entry.lsn();
        lastHash = right.hash();
        heads.put(entry.lane(), new LaneHead(entry.lseq(), right.laneHash()));
        return new Step(byBox, byLane, right, missing);
    }

    private static @Nullable Bytes after(@Nullable Bytes before, Entry entry) {
        return before == null || before.size() == 0 ? null : entry.hashAfter(before);
    }

    private static Word word(@Nullable Bytes computed, Bytes stored) {
        return computed == null || stored.size() == 0
                ? Word.UNKNOWN
                : computed.equals(stored) ? Word.FITS : Word.DIFFERS;
    }

    /** Something stands here that cannot be read. */
    public void unreadable() {
        lastHash = null;
    }

    /** Whether an entry of this lane was met. */
    public boolean met(Lane lane) {
        return heads.containsKey(lane);
    }

    /** The last entry of a lane that was met; {@link LaneHead#START} for none. */
    public LaneHead head(Lane lane) {
        return heads.getOrDefault(lane, LaneHead.START);
    }

    /** Number of the last entry that was met; 0 for none. */
    public long lastLsn() {
        return lastLsn;
    }
}

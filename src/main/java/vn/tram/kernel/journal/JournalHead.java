package vn.tram.kernel.journal;

import java.util.EnumMap;
import java.util.Map;
import vn.tram.kernel.base.Bytes;

/**
 * Where a journal stands: enough to place the next entry.
 *
 * @param epoch current epoch
 * @param lsn of the last entry, 0 when there is none
 * @param at time of the last entry in epoch milliseconds, 0 when there is none
 * @param hash box-wide chain after the last entry
 * @param lanes heads of the lanes that have entries
 */
public record JournalHead(long epoch, long lsn, long at, Bytes hash, Map<Lane, LaneHead> lanes) {
    public JournalHead {
        lanes = Map.copyOf(lanes);
    }

    /** The head of a journal with no entry yet. */
    public static JournalHead start(long epoch) {
        return new JournalHead(epoch, 0, 0, LaneHead.START.hash(), Map.of());
    }

    /**
     * The head of the epoch that follows this one: its lanes begin at 1, with chains of their own. lsn goes on, so that
     * what orders things by it never sees time go back.
     */
    public JournalHead turned(TurnsEpoch turn) {
        long last = Math.max(at, turn.lastAt());
        return new JournalHead(turn.child(), turn.lastLsn(), last, LaneHead.START.hash(), Map.of());
    }

    public LaneHead lane(Lane lane) {
        return lanes.getOrDefault(lane, LaneHead.START);
    }

    /** Places a fact after this head. */
    public Stamped place(Lane lane, int type, int version, long atMillis, Bytes body) {
        return place(lane, type, version, atMillis, Bytes.EMPTY, body);
    }

    /** Places a fact with a salt, so that its body can be erased. */
    public Stamped place(Lane lane, int type, int version, long atMillis, Bytes salt, Bytes body) {
        var before = lane(lane);
        long lseq = before.lseq() + 1;
        return stamp(new Entry(epoch, lsn + 1, lane, lseq, type, version, Math.max(atMillis, at), salt, body));
    }

    /** Links an entry that already has its numbers to this head; the numbers must be the next ones. */
    public Stamped stamp(Entry entry) {
        var before = lane(entry.lane());
        if (entry.epoch() != epoch || entry.lsn() != lsn + 1 || entry.lseq() != before.lseq() + 1) {
            throw new IllegalArgumentException("entry " + entry.lsn() + " does not follow " + lsn);
        }
        return new Stamped(entry, entry.hashAfter(hash), entry.hashAfter(before.hash()));
    }

    /** The head once {@code stamped} is appended. */
    public JournalHead after(Stamped stamped) {
        var entry = stamped.entry();
        var after = new EnumMap<Lane, LaneHead>(Lane.class);
        after.putAll(lanes);
        after.put(entry.lane(), new LaneHead(entry.lseq(), stamped.laneHash()));
        return new JournalHead(epoch, entry.lsn(), entry.at(), stamped.hash(), after);
    }
}

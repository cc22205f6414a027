package vn.tram.bench.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/**
 * A journal in memory with entries that nothing can pack: the link is measured here and not the codec. Their type is
 * known nowhere, so the centre keeps them as they come. Any thread.
 */
final class LaneJournal implements JournalReader {
    private static final int TYPE = 30_000;

    private final RandomGenerator chance;
    private final Map<Lane, List<Stamped>> lanes = new EnumMap<>(Lane.class);
    private JournalHead head;

    LaneJournal(RandomGenerator chance) {
        this.chance = chance;
        this.head = JournalHead.start(chance.nextLong());
    }

    /** Returns the new entry's place in its lane. */
    synchronized long write(Lane lane, int bytes, long atMillis) {
        var body = new byte[bytes];
        chance.nextBytes(body);
        var stamped = head.place(lane, TYPE, 1, atMillis, Bytes.owned(body));
        lanes.computeIfAbsent(lane, none -> new ArrayList<>()).add(stamped);
        head = head.after(stamped);
        return stamped.entry().lseq();
    }

    @Override
    public synchronized JournalHead head() {
        return head;
    }

    @Override
    public LaneHead floor(Lane lane) {
        return LaneHead.START;
    }

    @Override
    public synchronized List<Entry> read(Lane lane, long fromLseq, int max) {
        var all = lanes.getOrDefault(lane, List.of());
        int from = Math.min(all.size(), Math.toIntExact(fromLseq - 1));
        return all.subList(from, Math.min(all.size(), from + max)).stream()
                .map(Stamped::entry)
                .toList();
    }

    @Override
    public synchronized LaneHead laneAt(Lane lane, long lseq) {
        return lseq == 0
                ? LaneHead.START
                : new LaneHead(
                        lseq,
                        lanes.getOrDefault(lane, List.of())
                                .get(Math.toIntExact(lseq - 1))
                                .laneHash());
    }
}

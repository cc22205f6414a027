package vn.tram.edge.sync.fakes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/** A journal in memory that can be told to be unreadable. */
public final class MemoryJournal implements JournalReader {
    private final Map<Lane, List<Stamped>> lanes = new EnumMap<>(Lane.class);
    private long count;
    private JournalHead head;
    public boolean unreadable;

    public MemoryJournal(long epoch) {
        head = JournalHead.start(epoch);
    }

    /** Appends entries with bodies of the given size. */
    public void write(Lane lane, int count, int bodyBytes) {
        for (int i = 0; i < count; i++) {
            var body = new byte[bodyBytes];
            body[0] = (byte) count;
            body[bodyBytes - 1] = (byte) (count >> 8);
            append(lane, body);
        }
    }

    /** Appends entries with bodies that nothing can pack. */
    public void writeNoise(Lane lane, int count, int bodyBytes, RandomGenerator chance) {
        for (int i = 0; i < count; i++) {
            var body = new byte[bodyBytes];
            chance.nextBytes(body);
            append(lane, body);
        }
    }

    private void append(Lane lane, byte[] body) {
        var stamped = head.place(lane, 30, 1, 1_000_000L + count, Bytes.of(body));
        lane(lane).add(stamped);
        count++;
        head = head.after(stamped);
    }

    public List<Entry> all(Lane lane) {
        return lane(lane).stream().map(Stamped::entry).toList();
    }

    private List<Stamped> lane(Lane lane) {
        return lanes.computeIfAbsent(lane, none -> new ArrayList<>());
    }

    @Override
    public JournalHead head() throws StoreFailure {
        if (unreadable) {
            throw new StoreFailure("the disk does not answer");
        }
        return head;
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure {
        head();
        var all = lane(lane);
        int from = Math.min(all.size(), Math.toIntExact(fromLseq - 1));
        return all.subList(from, Math.min(all.size(), from + max)).stream()
                .map(Stamped::entry)
                .toList();
    }

    @Override
    public LaneHead floor(Lane lane) {
        return LaneHead.START;
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        head();
        if (lseq == 0) {
            return LaneHead.START;
        }
        if (lseq > lane(lane).size()) {
            throw new StoreFailure("entry " + lseq + " is no longer kept");
        }
        return new LaneHead(lseq, lane(lane).get(Math.toIntExact(lseq - 1)).laneHash());
    }
}

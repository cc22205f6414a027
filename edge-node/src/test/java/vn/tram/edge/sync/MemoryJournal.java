package vn.tram.edge.sync;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/** A journal in memory that can be told to be unreadable. */
final class MemoryJournal implements JournalReader {
    private final List<Stamped> entries = new ArrayList<>();
    private JournalHead head;
    boolean unreadable;

    MemoryJournal(long epoch) {
        head = JournalHead.start(epoch);
    }

    /** Appends entries with bodies of the given size. */
    void write(Lane lane, int count, int bodyBytes) {
        for (int i = 0; i < count; i++) {
            var body = new byte[bodyBytes];
            body[0] = (byte) entries.size();
            body[bodyBytes - 1] = (byte) (entries.size() >> 8);
            var stamped = head.place(lane, 30, 1, 1_000_000L + entries.size(), Bytes.of(body));
            entries.add(stamped);
            head = head.after(stamped);
        }
    }

    List<Entry> all(Lane lane) {
        return entries.stream()
                .map(Stamped::entry)
                .filter(entry -> entry.lane() == lane)
                .toList();
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
        return all(lane).stream()
                .filter(entry -> entry.lseq() >= fromLseq)
                .limit(max)
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
        return entries.stream()
                .filter(stamped ->
                        stamped.entry().lane() == lane && stamped.entry().lseq() == lseq)
                .map(stamped -> new LaneHead(lseq, stamped.laneHash()))
                .findFirst()
                .orElseThrow(() -> new StoreFailure("entry " + lseq + " is no longer kept"));
    }
}

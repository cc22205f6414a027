package vn.tram.edge.store;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/** An epoch that is over, in memory. */
record EndedRows(EndedEpoch ended, Map<Lane, List<Stamped>> rows) implements JournalReader {
    @Override
    public JournalHead head() {
        return new JournalHead(ended.epoch(), 0, 0, LaneHead.START.hash(), ended.heads());
    }

    @Override
    public List<Entry> read(Lane lane, long fromLseq, int max) {
        return rows.getOrDefault(lane, List.of()).stream()
                .map(Stamped::entry)
                .filter(entry -> entry.lseq() >= fromLseq)
                .limit(max)
                .toList();
    }

    @Override
    public LaneHead laneAt(Lane lane, long lseq) throws StoreFailure {
        if (lseq == 0) {
            return LaneHead.START;
        }
        for (var row : rows.getOrDefault(lane, List.of())) {
            if (row.entry().lseq() == lseq && row.laneHash().size() > 0) {
                return new LaneHead(lseq, row.laneHash());
            }
        }
        throw new StoreFailure("entry " + lseq + " of lane " + lane + " is no longer kept");
    }

    @Override
    public LaneHead floor(Lane lane) {
        return LaneHead.START;
    }
}

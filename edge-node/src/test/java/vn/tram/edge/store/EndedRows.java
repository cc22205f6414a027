package vn.tram.edge.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tram.edge.sync.epochs.EpochTurned;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;

/** An epoch that is over, in memory. */
record EndedRows(EndedEpoch ended, Map<Lane, List<Stamped>> rows) implements JournalReader {
    /** What there is of the epochs before a new one, the oldest first. */
    static Map<Long, Map<Lane, List<Stamped>>> after(EpochTurned turned, Map<Long, Map<Lane, List<Stamped>>> old) {
        var after = new LinkedHashMap<Long, Map<Lane, List<Stamped>>>();
        for (int i = turned.line().size() - 1; i >= 0; i--) {
            long epoch = turned.line().get(i).epoch();
            var rows = new EnumMap<Lane, List<Stamped>>(Lane.class);
            var cut = turned.cut().get(epoch);
            for (var lane : Lane.values()) {
                var kept = new ArrayList<>(old.getOrDefault(epoch, Map.of()).getOrDefault(lane, List.of()));
                if (cut != null) {
                    kept.removeIf(one -> one.entry().lseq() > cut.getOrDefault(lane, 0L));
                }
                turned.regained().stream()
                        .filter(one ->
                                one.entry().epoch() == epoch && one.entry().lane() == lane)
                        .forEach(one -> kept.add(new Stamped(one.entry(), Bytes.EMPTY, one.laneHash())));
                rows.put(lane, kept);
            }
            after.put(epoch, rows);
        }
        return after;
    }

    /** One of the epochs that are over. */
    static EndedRows of(long epoch, List<EndedEpoch> all, Map<Long, Map<Lane, List<Stamped>>> past)
            throws StoreFailure {
        return all.stream()
                .filter(ended -> ended.epoch() == epoch)
                .map(ended -> new EndedRows(ended, past.getOrDefault(epoch, Map.of())))
                .findFirst()
                .orElseThrow(() -> new StoreFailure("there is no ended epoch " + epoch));
    }

    /** Erases in all lists what an entry says to be erased, when it is such a fact. */
    static void obey(Entry maybeFact, List<List<Stamped>> all) {
        try {
            if (EventTypes.decode(maybeFact).orElse(null) instanceof EntryErased fact) {
                all.forEach(rows -> rows.replaceAll(
                        row -> fact.isOf(row.entry()) && row.entry().mayBeErased()
                                ? new Stamped(row.entry().erase(), row.hash(), row.laneHash())
                                : row));
            }
        } catch (BadForm notOurs) {
            throw new AssertionError(notOurs);
        }
    }

    /** All lanes' rows, as they were written. */
    static List<Stamped> inOrder(Map<Lane, List<Stamped>> rows) {
        return rows.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(one -> one.entry().lsn()))
                .toList();
    }

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

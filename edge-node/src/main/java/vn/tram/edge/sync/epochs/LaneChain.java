package vn.tram.edge.sync.epochs;

import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalReader;
import vn.tram.kernel.journal.Lane;

/** Holds the entries of a lane, told in order, against the chain that is stored beside the last of them. One thread. */
final class LaneChain {
    private final JournalReader reader;
    private final Lane lane;
    private @Nullable Bytes hash;
    private long last;

    LaneChain(JournalReader reader, Lane lane) {
        this.reader = reader;
        this.lane = lane;
    }

    void next(Entry entry) throws StoreFailure {
        boolean begins = last == 0;
        boolean follows = entry.lseq() == last + 1;
        last = entry.lseq();
        if (begins && last > reader.floor(lane).lseq()) {
            hash = reader.laneAt(lane, last - 1).hash();
        } else if (begins) {
            hash = reader.floor(lane).hash();
            return;
        }
        hash = hash == null || !(begins || follows) ? null : entry.hashAfter(hash); // some never came
    }

    /** @throws StoreFailure when they are not what was written */
    void end() throws StoreFailure {
        if (hash != null && !reader.laneAt(lane, last).hash().equals(hash)) {
            throw new StoreFailure("entries up to " + last + " of lane " + lane + " are not what was written");
        }
    }
}

package vn.tram.kernel.journal;

import java.util.List;
import vn.tram.kernel.base.StoreFailure;

/** Reads a journal while its one writer goes on. Any thread. */
public interface JournalReader {
    /** The last committed head. */
    JournalHead head() throws StoreFailure;

    /** The committed entries of a lane from {@code fromLseq} on, in order; at most {@code max}, empty at the end. */
    List<Entry> read(Lane lane, long fromLseq, int max) throws StoreFailure;

    /** The chain of a lane after {@code lseq}; 0 gives the start. Fails when that entry is no longer kept. */
    LaneHead laneAt(Lane lane, long lseq) throws StoreFailure;

    /** The oldest entry that is kept of a lane when older ones are gone; {@link LaneHead#START} when none is. */
    LaneHead floor(Lane lane) throws StoreFailure;
}

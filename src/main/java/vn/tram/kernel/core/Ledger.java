package vn.tram.kernel.core;

import java.util.List;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.journal.JournalHead;

/** The writing side of a node's store. Used by the core's thread alone. */
public interface Ledger {
    /** What stood on disk at start, or stands there after a failed commit. Drops whatever was not committed. */
    Recovered recover() throws StoreFailure;

    /** Adds to the open transaction; the first write opens it. */
    void write(Written change) throws StoreFailure;

    /** Makes everything written since the last commit durable (fsync), or fails and leaves nothing of it. */
    void commit() throws StoreFailure;

    /**
     * @param head where our own journal ends
     * @param answers of the last two business days, oldest first
     */
    record Recovered(JournalHead head, List<Answered> answers) {}
}

package vn.tram.kernel.core;

import java.util.UUID;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Stamped;

/** What one transaction holds, in order. */
public sealed interface Written {
    /** A fact of our own and the entry it became. */
    record Journalled(Stamped stamped, Event event) implements Written {}

    /** Something another node said. */
    record Landed(Landing landing) implements Written {}

    /**
     * The answer to a request id, kept so that a repeated press gets the same.
     *
     * @param digest of the command, to notice an id used for something else
     * @param day business day; answers are kept for that day and the next
     */
    record Answered(UUID requestId, Bytes digest, int day, Object reply) implements Written {}
}

package vn.tram.edge.sync.scrub;

import java.time.Duration;
import vn.tram.kernel.wire.Control.Trouble;

/**
 * What became of a damaged database: a new one was made of what could be read. Entries are told by their number in the
 * box's journal, both ends included.
 *
 * @param at epoch milliseconds
 * @param folder where the damaged files lie, for whoever looks
 * @param what SQLite or the chain said, English
 * @param epoch of the journal
 * @param firstKept the first entry that is kept without a gap behind it; 0 when none is
 * @param lastKept where the new journal ends; 0 when it begins anew
 * @param lastKnown the last entry that was certainly written; not before {@code lastKept}
 * @param aside entries that could be read and do not follow what is kept: they lie in a file beside the database
 */
public record Salvaged(
        long at, String folder, String what, long epoch, long firstKept, long lastKept, long lastKnown, long aside) {
    /** People are told of it for so long. */
    public static final Duration TOLD = Duration.ofDays(7);

    /** Whether entries at the journal's end are missing here; the centre may have them. */
    public boolean lostAny() {
        return lastKnown > lastKept;
    }

    /** Exactly what is missing here, English, for the log and the operator. */
    public String words() {
        var name = "epoch " + Long.toHexString(epoch);
        var end = lostAny()
                ? "entries " + (lastKept + 1) + " to " + lastKnown + " of " + name + " are lost to this box unless the"
                        + " centre has them"
                : "no entry of " + name + " that the centre has not is lost";
        var start = firstKept > 1 ? ", the journal begins at entry " + firstKept : "";
        return end + start + "; " + aside + " entries that do not follow lie in " + folder;
    }

    /** As the centre hears it. */
    public Trouble trouble() {
        var range = lostAny() ? "lsn " + (lastKept + 1) + " to " + lastKnown : "nothing lost";
        return new Trouble("DATABASE_SALVAGED", range + ", epoch " + Long.toHexString(epoch));
    }
}

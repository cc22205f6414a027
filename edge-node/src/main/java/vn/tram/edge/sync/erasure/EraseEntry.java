package vn.tram.edge.sync.erasure;

import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.journal.Lane;

/**
 * Erase salt and body of an entry of this box, of any of its epochs, and of every copy of it that was carried into a
 * later epoch. Repeating it is harmless. Replies how many entries lost their body now; 0 when they were erased before.
 *
 * @param lseq of the entry in its epoch and lane
 */
public record EraseEntry(long epoch, Lane lane, long lseq, EraseReason reason) implements Command<Integer> {}

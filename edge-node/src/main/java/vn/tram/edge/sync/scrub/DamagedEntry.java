package vn.tram.edge.sync.scrub;

import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Trouble;

/** An entry of this box that is not what was written, or is gone. */
public record DamagedEntry(Lane lane, long lseq) implements Comparable<DamagedEntry> {
    /** As the centre hears it. */
    Trouble trouble() {
        return new Trouble("ENTRY_DAMAGED", lane + " " + lseq);
    }

    @Override
    public int compareTo(DamagedEntry other) {
        int byLane = lane.compareTo(other.lane);
        return byLane != 0 ? byLane : Long.compare(lseq, other.lseq);
    }
}

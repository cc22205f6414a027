package vn.tram.edge.sync.scrub;

import java.util.Comparator;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Trouble;

/** An entry of this box that is not what was written, or is gone. */
public record DamagedEntry(long epoch, Lane lane, long lseq) implements Comparable<DamagedEntry> {
    private static final Comparator<DamagedEntry> ORDER = Comparator.comparingLong(DamagedEntry::epoch)
            .thenComparing(DamagedEntry::lane)
            .thenComparingLong(DamagedEntry::lseq);

    /** As the centre hears it. */
    Trouble trouble() {
        return new Trouble("ENTRY_DAMAGED", lane + " " + lseq + ", epoch " + Long.toHexString(epoch));
    }

    /** The one behind it in its lane. */
    DamagedEntry next() {
        return new DamagedEntry(epoch, lane, lseq + 1);
    }

    @Override
    public int compareTo(DamagedEntry other) {
        return ORDER.compare(this, other);
    }
}

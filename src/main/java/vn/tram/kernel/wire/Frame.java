package vn.tram.kernel.wire;

import java.util.List;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/**
 * A run of consecutive entries of one lane.
 *
 * @param previous first 8 bytes of the lane's chain before the first entry
 * @param tail first 8 bytes of the lane's chain after the last entry
 */
public record Frame(BoxId box, long epoch, Lane lane, Bytes previous, List<Entry> entries, Bytes tail) {
    /** Bytes of a chain hash that a frame carries. */
    public static final int CHAIN_BYTES = 8;

    /** Entries of one frame at most. */
    public static final int MAX_ENTRIES = 2_000;

    /** Bytes of one frame at most, as sent. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Bytes of its rows at most once unpacked: a bomb is refused before it is unpacked. */
    public static final int MAX_UNPACKED = 1024 * 1024;

    public Frame {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a frame holds 1 to " + MAX_ENTRIES + " entries");
        }
        long expected = entries.get(0).lseq();
        long lsn = 0;
        long at = entries.get(0).at();
        for (var entry : entries) {
            if (entry.lane() != lane || entry.epoch() != epoch || entry.lseq() != expected++) {
                throw new IllegalArgumentException("entries of a frame are consecutive in one lane and epoch");
            }
            if (entry.lsn() <= lsn || entry.at() < at) {
                throw new IllegalArgumentException("entries of a frame go forward in lsn and never back in time");
            }
            lsn = entry.lsn();
            at = entry.at();
        }
    }

    public long firstLseq() {
        return entries.get(0).lseq();
    }

    public long lastLseq() {
        return entries.get(entries.size() - 1).lseq();
    }
}

package vn.tram.kernel.columns;

import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** Entries of one lane, one after the other, as columns. Described in {@code src/docs/protocol/sync-v1.md}. */
public final class Columns {
    /** Odds that a reader makes at most, 4 bytes each. A day's entries need a tenth of a million. */
    static final int MOST_ODDS = 4 * 1024 * 1024;

    private Columns() {}

    /** What {@link #read} needs besides the bytes. */
    public record Place(long epoch, Lane lane, long firstLseq) {}

    /** Bytes that the entries take in memory beside their numbers; a reader makes no more than it was told. */
    public static long size(List<Entry> entries) {
        return entries.stream()
                .mapToLong(entry -> 1L + entry.body().size() + entry.salt().size())
                .sum();
    }

    /** @param entries none of which is erased: there is no column for that */
    public static byte[] write(List<Entry> entries) {
        var bits = new BitWriter();
        return write(entries, EntryModel.ofOneFrame(bits, new Room(Long.MAX_VALUE)), bits);
    }

    /** By what a dictionary foretells. */
    public static byte[] write(List<Entry> entries, Dictionary dictionary) {
        var bits = new BitWriter();
        return write(entries, dictionary.model(bits, new Room(Long.MAX_VALUE)), bits);
    }

    private static byte[] write(List<Entry> entries, EntryModel model, BitWriter bits) {
        for (var entry : entries) {
            if (entry.isErased()) {
                throw new IllegalArgumentException("entry " + entry.lsn() + " is erased: columns cannot hold it");
            }
            model.code(entry, new Place(entry.epoch(), entry.lane(), entry.lseq()));
        }
        return bits.finish();
    }

    /**
     * @param count of entries
     * @param size as {@link #size} told it
     */
    public static List<Entry> read(byte[] bytes, Place place, int count, long size) throws BadForm {
        var bits = new BitReader(bytes);
        return read(bits, EntryModel.ofOneFrame(bits, new Room(MOST_ODDS)), place, count, size);
    }

    /** What was written by the same dictionary. */
    public static List<Entry> read(byte[] bytes, Place place, int count, long size, Dictionary dictionary)
            throws BadForm {
        var bits = new BitReader(bytes);
        return read(bits, dictionary.model(bits, new Room(MOST_ODDS)), place, count, size);
    }

    private static List<Entry> read(BitReader bits, EntryModel model, Place place, int count, long size)
            throws BadForm {
        var reader = new EntryReader(bits, model, size);
        var entries = reader.run(place, count);
        reader.end();
        return entries;
    }
}

package vn.tram.kernel.columns;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** Entries of one lane, one after the other, as columns. Described in {@code src/docs/protocol/sync-v1.md}. */
public final class Columns {
    private Columns() {}

    /** What {@link #read} needs besides the bytes. */
    public record Place(long epoch, Lane lane, long firstLseq) {}

    /** Bytes that the entries take in memory beside their numbers; a reader makes no more than it was told. */
    public static long size(List<Entry> entries) {
        return entries.stream()
                .mapToLong(entry -> 1L + entry.body().size() + entry.salt().size())
                .sum();
    }

    public static byte[] write(List<Entry> entries) {
        var bits = new BitWriter();
        var model = new EntryModel(bits);
        for (var entry : entries) {
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
        var model = new EntryModel(bits);
        var nothing = new Entry(0, 1, Lane.URGENT, 1, 1, 1, 0, Bytes.EMPTY, Bytes.EMPTY);
        var entries = new ArrayList<Entry>(count);
        long left = size;
        try {
            for (int i = 0; i < count; i++) {
                model.allow(left);
                var entry = model.code(nothing, new Place(place.epoch(), place.lane(), place.firstLseq() + i));
                left -= 1L + entry.body().size() + entry.salt().size();
                if (left < 0 || bits.overrun()) {
                    throw new BadForm("the columns hold more than was told");
                }
                entries.add(entry);
            }
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            throw new BadForm("columns: " + outOfRange.getMessage(), outOfRange);
        }
        if (left != 0 || bits.leftOver()) {
            throw new BadForm("the columns hold less than was told");
        }
        return entries;
    }
}

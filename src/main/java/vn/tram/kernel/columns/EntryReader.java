package vn.tram.kernel.columns;

import java.util.ArrayList;
import java.util.List;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;

/** Reads runs of entries and makes no more of them than was told. One thread. */
final class EntryReader {
    private static final Entry NOTHING = new Entry(0, 1, Lane.URGENT, 1, 1, 1, 0, Bytes.EMPTY, Bytes.EMPTY);

    private final BitReader bits;
    private final EntryModel model;
    private long left;

    /** @param size of all runs together, as {@link Columns#size} counts it */
    EntryReader(BitReader bits, EntryModel model, long size) {
        this.bits = bits;
        this.model = model;
        this.left = size;
    }

    List<Entry> run(Columns.Place place, int count) throws BadForm {
        model.begin();
        var entries = new ArrayList<Entry>(count);
        try {
            for (int i = 0; i < count; i++) {
                model.allow(left);
                var at = new Columns.Place(place.epoch(), place.lane(), place.firstLseq() + i);
                var entry = model.code(NOTHING, at);
                left -= 1L + entry.body().size() + entry.salt().size();
                if (left < 0 || bits.overrun()) {
                    throw new BadForm("the columns hold more than was told");
                }
                entries.add(entry);
            }
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            throw new BadForm("columns: " + outOfRange.getMessage(), outOfRange);
        }
        return entries;
    }

    /** After the last run: everything told must have come. */
    void end() throws BadForm {
        if (left != 0 || bits.leftOver()) {
            throw new BadForm("the columns hold less than was told");
        }
    }
}

package vn.tram.centre.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Columns;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.wire.Frame;

/**
 * Makes a dictionary of what two boxes of three have sent, and measures it against the one in use on what the third has
 * sent, frame by frame as it came.
 */
public final class Training {
    /** A text goes into a dictionary when so many boxes have written it; fewer boxes in all train nothing. */
    public static final int FEWEST_BOXES = 5;

    /** A dictionary is worth its way to all boxes when frames get smaller by so many in a hundred. */
    public static final int WORTH_PERCENT = 2;

    /** Entries of a dictionary; with twice as many frames were no smaller. */
    static final int ENTRIES = 2_000;

    /** A longer run teaches what a shorter one does. */
    private static final int LONGEST_RUN = 200;

    private static final int BOXES_OF_ONE_MEASURED = 3;

    private Training() {}

    /**
     * @param dictionary what was made; empty when too few boxes have sent anything
     * @param trainedBoxes boxes whose entries went in
     * @param trained entries that went in
     * @param leftOut entries that may be about a person or tell where they come from
     * @param before what frames of the other boxes take by the dictionary in use
     * @param after what they take by the new one
     */
    public record Trained(
            Optional<Bytes> dictionary, int trainedBoxes, int trained, int leftOut, Measured before, Measured after) {
        /** Whether it is enough smaller. */
        public boolean isWorthIt() {
            return dictionary.isPresent()
                    && before.bytes() > 0
                    && after.bytes() * 100 <= before.bytes() * (100 - WORTH_PERCENT);
        }
    }

    /** @param bytes of the columns, without what stands around them */
    public record Measured(int boxes, long entries, long bytes) {
        /** 0 when there is none. */
        public double bytesAnEntry() {
            return entries == 0 ? 0 : (double) bytes / entries;
        }
    }

    /**
     * @param sent frames by box
     * @param inUse the dictionary that boxes pack with today
     */
    public static Trained train(Map<BoxId, List<Frame>> sent, Dictionary inUse) {
        var trained = new TreeMap<BoxId, List<Frame>>();
        var measured = new TreeMap<BoxId, List<Frame>>();
        int place = 0;
        for (var box : new TreeMap<>(sent).entrySet()) {
            boolean measures = place++ % BOXES_OF_ONE_MEASURED == BOXES_OF_ONE_MEASURED - 1;
            (measures ? measured : trained).put(box.getKey(), box.getValue());
        }
        var before = measure(measured, inUse);
        var cleaning = new Cleaning(FEWEST_BOXES);
        trained.values().forEach(frames -> frames.forEach(cleaning::look));
        var runs = runs(trained, cleaning);
        var dictionary = trained.size() < FEWEST_BOXES ? Optional.<Dictionary>empty() : made(runs, ENTRIES);
        int entries = 0;
        var after = before;
        if (dictionary.isPresent()) {
            entries = dictionary.get().entries();
            after = measure(measured, dictionary.get());
        }
        return new Trained(
                dictionary.map(Dictionary::bytes), trained.size(), entries, cleaning.leftOut(), before, after);
    }

    /** As many of them as make a dictionary that boxes take; empty when not even one does. */
    private static Optional<Dictionary> made(List<List<Entry>> runs, int most) {
        for (int entries = most; entries > 0; entries /= 2) {
            var some = first(runs, entries);
            Collections.reverse(some);
            try {
                return some.isEmpty() ? Optional.empty() : Optional.of(Dictionary.read(Dictionary.write(some)));
            } catch (BadForm | IllegalArgumentException tooLarge) {
                // half of it may do
            }
        }
        return Optional.empty();
    }

    private static List<List<Entry>> first(List<List<Entry>> runs, int most) {
        var some = new ArrayList<List<Entry>>();
        int left = most;
        for (var run : runs) {
            int length = Math.min(run.size(), left);
            if (length > 0) {
                some.add(run.subList(0, length));
                left -= length;
            }
        }
        return some;
    }

    /** Of each box a frame in turn, the newest first, so that none speaks for the others. */
    private static List<List<Entry>> runs(SortedMap<BoxId, List<Frame>> sent, Cleaning cleaning) {
        var runs = new ArrayList<List<Entry>>();
        int entries = 0;
        int longest = sent.values().stream().mapToInt(List::size).max().orElse(0);
        for (int back = 1; back <= longest && entries < ENTRIES; back++) {
            for (var frames : sent.values()) {
                if (back <= frames.size() && entries < ENTRIES) {
                    for (var run : cleaning.runs(frames.get(frames.size() - back))) {
                        runs.add(run.subList(0, Math.min(run.size(), LONGEST_RUN)));
                        entries += runs.get(runs.size() - 1).size();
                    }
                }
            }
        }
        return runs;
    }

    private static Measured measure(SortedMap<BoxId, List<Frame>> sent, Dictionary dictionary) {
        long entries = 0;
        long bytes = 0;
        for (var frames : sent.values()) {
            for (var frame : frames) {
                entries += frame.entries().size();
                bytes += Columns.write(frame.entries(), dictionary).length;
            }
        }
        return new Measured(sent.size(), entries, bytes);
    }
}

package vn.tram.kernel.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;

/**
 * Made the dictionary for columns that a new box starts with, of runs out of believable ward-days: most as short as
 * live frames, some as long as those of a backlog. The file is frozen for ever; a better one is another file. Run by
 * hand: {@code DictionaryMaker FOLDER} writes {@code columns-NUMBER.dictionary} there.
 */
public final class DictionaryMaker {
    private static final int ENTRIES = 2_000;
    private static final int FIRST_DAY = 20_454;

    private DictionaryMaker() {}

    public static void main(String[] arguments) throws IOException {
        var bytes = make(20_261_130);
        var file = Path.of(arguments[0], "columns-" + Dictionary.number(bytes) + ".dictionary");
        Files.write(file, bytes.toArray());
        System.out.println(file + ": " + bytes.size() + " bytes");
    }

    static Bytes make(long seed) {
        var chance = new SplittableRandom(seed);
        var runs = new ArrayList<List<Entry>>();
        for (int left = ENTRIES; left > 0; ) {
            int people = 150 + chance.nextInt(500);
            var day = DictionaryTrainer.entries(FIRST_DAY + chance.nextInt(300), chance.nextLong(), people);
            int from = chance.nextInt(day.size());
            int wanted = chance.nextInt(100) < 70 ? 1 + chance.nextInt(8) : 10 + chance.nextInt(200);
            int length = Math.min(left, Math.min(day.size() - from, wanted));
            runs.add(day.subList(from, from + length));
            left -= length;
        }
        return Dictionary.write(runs);
    }
}

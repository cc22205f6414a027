package vn.tram.kernel.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.WardDay;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;

/**
 * Made {@code dictionary-1.zdict}: trained on the rows of frames of 1 to 50 entries of believable ward-days. The file
 * is frozen for ever; a better one would be dictionary 2 under a packing number of its own. Run by hand:
 * {@code DictionaryTrainer train FILE} or {@code DictionaryTrainer measure FILE}.
 */
public final class DictionaryTrainer {
    private static final int SIZE = 16 * 1024;
    private static final int TRAINED_DAYS = 60;
    private static final int FIRST_DAY = 20_454;

    private DictionaryTrainer() {}

    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[1]);
        if (arguments[0].equals("train")) {
            Files.write(file, train());
        }
        measure(Files.readAllBytes(file));
    }

    private static byte[] train() {
        var chance = new SplittableRandom(20260701);
        var samples = new ArrayList<byte[]>();
        for (int i = 0; i < TRAINED_DAYS; i++) {
            var entries = entries(FIRST_DAY + chance.nextInt(1_500), chance.nextLong(), 150 + chance.nextInt(500));
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + size(chance));
                samples.add(FrameCodec.rowBytes(entries.subList(from, to)));
                from = to;
            }
        }
        int bytes = samples.stream().mapToInt(sample -> sample.length).sum();
        var trainer = new ZstdDictTrainer(bytes, SIZE, FrameCodec.LIVE_LEVEL);
        for (var sample : samples) {
            if (!trainer.addSample(sample)) {
                throw new IllegalStateException("the trainer takes no more samples");
            }
        }
        return trainer.trainSamples();
    }

    /** Live traffic is frames of a few entries; backlogs are full ones. */
    private static int size(SplittableRandom chance) {
        return chance.nextInt(100) < 70 ? 1 + chance.nextInt(8) : 10 + chance.nextInt(41);
    }

    /** A day's events as the entries of a journal that has been running for a while. */
    static List<Entry> entries(int day, long seed, int people) {
        var chance = new SplittableRandom(seed);
        var head = JournalHead.start(chance.nextLong());
        long lsn = 1 + chance.nextLong(2_000_000);
        long lseq = lsn - chance.nextLong(Math.max(1, lsn / 50));
        var entries = new ArrayList<Entry>();
        for (var timed : WardDay.events(day, seed, people)) {
            var placed = EventTypes.place(head, timed.event(), timed.at()).entry();
            lsn += chance.nextInt(100) == 0 ? 2 : 1;
            entries.add(new Entry(
                    placed.epoch(),
                    lsn,
                    Lane.URGENT,
                    ++lseq,
                    placed.type(),
                    placed.version(),
                    placed.at(),
                    placed.salt(),
                    placed.body()));
        }
        return entries;
    }

    private static void measure(byte[] dictionary) {
        for (int size : new int[] {1, 5, 10, 50, 100, 500}) {
            var line = new StringBuilder("frames of " + size + ":");
            for (int level : new int[] {3, 9, 12, 19}) {
                line.append(String.format("  level %d %.2f", level, perEvent(dictionary, size, level)));
            }
            System.out.println(line.append(" bytes an event"));
        }
    }

    private static double perEvent(byte[] dictionary, int size, int level) {
        long bytes = 0;
        long events = 0;
        try (var context = new ZstdCompressCtx()) {
            context.setLevel(level);
            context.loadDict(dictionary);
            for (int day = 0; day < 8; day++) {
                var entries = entries(FIRST_DAY + 1_600 + 37 * day, 977L * day + 5, 430);
                for (int from = 0; from + size <= entries.size(); from += size) {
                    var part = entries.subList(from, from + size);
                    byte[] rows = FrameCodec.rowBytes(part);
                    var start = LaneHead.START.hash().first(Frame.CHAIN_BYTES);
                    var frame = new Frame(new BoxId("w00070-1"), part.get(0).epoch(), Lane.URGENT, start, part, start);
                    int header = FrameCodec.encode(frame, FrameCodec.Packing.PLAIN).length - rows.length;
                    bytes += header + Math.min(context.compress(rows).length, Zstd.compressBound(rows.length));
                    events += size;
                }
            }
        }
        return (double) bytes / events;
    }
}

package vn.tram.centre;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.centre.codec.Training;
import vn.tram.centre.codec.Training.Trained;
import vn.tram.centre.store.LandedFrames;
import vn.tram.centre.store.PgAddress;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;

/**
 * Trains a dictionary on what boxes have sent, beside a centre that runs or does not. One that is better than what
 * boxes use is laid into the centre's folder, where a running centre finds it. Runs to its end in one thread.
 */
final class TrainProcess {
    /** Boxes looked at, at most: more teach no more. */
    private static final int MOST_BOXES = 120;

    /** Frames of each lane of a box, out of its last ones. */
    private static final int FRAMES = 60;

    private static final int AMONG = 3_000;

    private TrainProcess() {}

    /** Returns what to tell, line by line. */
    static List<String> train(CentreConfig config) throws StoreFailure, BadForm, IOException {
        var known = Dictionaries.BUILT_IN;
        Map<BoxId, List<Frame>> sent;
        try (var landed = open(config)) {
            for (var dictionary : landed.dictionaries()) {
                known = known.withReadable(dictionary);
            }
            sent = sent(landed, known);
        }
        var inUse = known.newest();
        return told(config, Training.train(sent, inUse), inUse);
    }

    private static LandedFrames open(CentreConfig config) throws StoreFailure {
        return config.storeUrl().isEmpty()
                ? LandedFrames.open(config.data())
                : LandedFrames.open(new PgAddress(config.storeUrl(), config.storeOwner()));
    }

    private static Map<BoxId, List<Frame>> sent(LandedFrames landed, Dictionaries known) throws StoreFailure {
        var boxes = landed.boxes();
        int step = Math.max(1, (boxes.size() + MOST_BOXES - 1) / MOST_BOXES);
        var sent = new TreeMap<BoxId, List<Frame>>();
        for (int i = 0; i < boxes.size(); i += step) {
            var frames = new ArrayList<Frame>();
            for (var raw : landed.frames(boxes.get(i), FRAMES, AMONG)) {
                read(raw, known, frames);
            }
            if (!frames.isEmpty()) {
                sent.put(boxes.get(i), frames);
            }
        }
        return sent;
    }

    private static void read(Bytes raw, Dictionaries known, List<Frame> frames) {
        try {
            frames.add(FrameCodec.decode(raw.toArray(), known));
        } catch (BadForm unreadable) {
            // the centre has put it aside with an alarm; it teaches nothing
        }
    }

    private static List<String> told(CentreConfig config, Trained trained, Dictionary inUse) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "trained on %d entries of %d boxes; %d left out that may be about a person",
                trained.trained(),
                trained.trainedBoxes(),
                trained.leftOut()));
        if (trained.dictionary().isEmpty()) {
            lines.add("no dictionary: entries of at least " + Training.FEWEST_BOXES
                    + " boxes are needed, besides one box" + " in three on which it is measured");
            return lines;
        }
        var dictionary = trained.dictionary().get();
        int number = Dictionary.number(dictionary);
        lines.add(String.format(
                Locale.ROOT,
                "measured on %d entries of %d other boxes: %.2f bytes an entry by dictionary %d, which is in use,"
                        + " %.2f by dictionary %d",
                trained.before().entries(),
                trained.before().boxes(),
                trained.before().bytesAnEntry(),
                inUse.number(),
                trained.after().bytesAnEntry(),
                number));
        if (trained.isWorthIt()) {
            var file = DictionaryFolder.put(config.data().resolve(DictionaryFolder.NAME), dictionary);
            lines.add("published: " + file + "; a running centre has it within half a minute, boxes use it from their"
                    + " next connection on");
        } else {
            lines.add("not published: it is not " + Training.WORTH_PERCENT + " in a hundred smaller");
        }
        return lines;
    }
}

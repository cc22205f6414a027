package vn.tram.centre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;

class TrainingTest {
    private static final Map<BoxId, List<Frame>> SENT = WardFrames.of(9, 60);

    @Test
    void dictionaryOfWhatBoxesSendIsBetterThanTheOneTheyStartedWith() throws BadForm {
        var inUse = Dictionaries.BUILT_IN.newest();
        var trained = Training.train(SENT, inUse);
        assertThat(trained.isWorthIt()).as(trained.toString()).isTrue();
        assertThat(trained.trainedBoxes()).isEqualTo(6);
        assertThat(trained.before().boxes()).isEqualTo(3);
        assertThat(trained.before().entries()).isEqualTo(trained.after().entries());
        var again = Training.train(SENT, Dictionary.read(trained.dictionary().orElseThrow()));
        assertThat(again.dictionary()).isEqualTo(trained.dictionary());
        assertThat(again.isWorthIt()).as("no better than itself").isFalse();
    }

    @Test
    void boxesItIsMeasuredOnTeachNothing() throws BadForm {
        var inUse = Dictionaries.BUILT_IN.newest();
        var others = new TreeMap<>(SENT);
        var measured = List.copyOf(SENT.keySet()).get(2);
        others.put(measured, WardFrames.of(9, 50).get(measured));
        assertThat(Training.train(others, inUse).dictionary())
                .isEqualTo(Training.train(SENT, inUse).dictionary());
    }

    /** An officer's own words may name somebody: what a few wards write alone never leaves for the others. */
    @Test
    void wordsThatFewBoxesWriteAreLeftOut() throws BadForm {
        var trained = Training.train(SENT, Dictionaries.BUILT_IN.newest());
        assertThat(trained.leftOut()).isPositive();
        var cleaning = new Cleaning(Training.FEWEST_BOXES);
        SENT.values().forEach(frames -> frames.forEach(cleaning::look));
        var said = new StringBuilder();
        var common = new StringBuilder();
        for (var frames : SENT.values()) {
            for (var frame : frames) {
                frame.entries().forEach(entry -> said.append(text(entry)));
                cleaning.runs(frame).forEach(run -> run.forEach(entry -> common.append(text(entry))));
            }
        }
        assertThat(said.toString()).contains("bà Lan").contains("7.77");
        assertThat(common.toString()).doesNotContain("bà Lan").contains("7.77");
    }

    private static String text(Entry entry) {
        return new String(entry.body().toArray(), UTF_8);
    }

    @Test
    void whatIsSaltedOrOfALaterVersionOrNoMapIsLeftOutAndCutsTheRun() {
        var journal = new BoxJournal("w00070-1", 5);
        var plain = Bytes.of(Cbor.encode(new Fields().put(1, 7)));
        var now = Instant.ofEpochMilli(1_790_000_000_000L);
        journal.addRaw(now, Lane.URGENT, 4, 1, plain)
                .addRaw(now, Lane.URGENT, 4, 2, plain)
                .addRaw(now, Lane.URGENT, 4, 1, plain)
                .addRaw(now, Lane.URGENT, 4, 1, Bytes.of("bà Lan".getBytes(ISO_8859_1)))
                .addRaw(now, Lane.URGENT, 4, 1, Bytes.of(Cbor.encode(new Fields().put(1, List.of(1L)))))
                .addRaw(now, Lane.URGENT, 4, 1, Bytes.of(Cbor.encode(new Fields().put(1, plain))))
                .addRaw(now, Lane.URGENT, 4, 1, Bytes.EMPTY);
        var frame = journal.frame(Lane.URGENT);
        var cleaning = new Cleaning(1);
        cleaning.look(frame);
        assertThat(cleaning.runs(frame)).extracting(List::size).containsExactly(1, 1);
        var salted = salted(frame);
        assertThat(cleaning.runs(salted)).isEmpty();
    }

    private static Frame salted(Frame frame) {
        var entries = frame.entries().stream()
                .map(entry -> new Entry(
                        entry.epoch(),
                        entry.lsn(),
                        entry.lane(),
                        entry.lseq(),
                        entry.type(),
                        1,
                        entry.at(),
                        Bytes.of(new byte[16]),
                        Bytes.of(Cbor.encode(new Fields().put(1, 7)))))
                .toList();
        return new Frame(frame.box(), frame.epoch(), frame.lane(), frame.previous(), entries, frame.tail());
    }

    @Test
    void idsKeepTheirTimeAlone() {
        var cleaning = new Cleaning(1);
        var frames = SENT.values().iterator().next();
        frames.forEach(cleaning::look);
        for (var frame : frames) {
            for (var run : cleaning.runs(frame)) {
                for (var entry : run) {
                    if (entry.type() == 2) {
                        assertThat(entry.body().hex()).contains("70008000000000000000");
                    }
                }
            }
        }
    }

    @Test
    void fewBoxesTrainNothing() throws BadForm {
        var few = WardFrames.of(Training.FEWEST_BOXES, 20);
        var trained = Training.train(few, Dictionaries.BUILT_IN.newest());
        assertThat(trained.dictionary()).isEmpty();
        assertThat(trained.isWorthIt()).isFalse();
        assertThat(Training.train(Map.of(), Dictionaries.BUILT_IN.newest()).dictionary())
                .isEmpty();
    }

    /** Bodies as large as may be: the dictionary gets shorter, and stays within what boxes take. */
    @Test
    void dictionaryIsCutToWhatBoxesTake() throws BadForm {
        var sent = new TreeMap<BoxId, List<Frame>>();
        for (int box = 0; box < 9; box++) {
            var journal = new BoxJournal("w0007" + box + "-1", box);
            for (int i = 0; i < 300; i++) {
                var fields = new Fields();
                for (int key = 5; key < 30; key++) {
                    fields.put(key, (i + 1) * 7_919L * key * (box + 3));
                }
                journal.addRaw(
                        Instant.ofEpochMilli(1_790_000_000_000L + i),
                        Lane.RECORDS,
                        30,
                        1,
                        Bytes.of(Cbor.encode(fields)));
            }
            sent.put(journal.box(), List.of(journal.frame(Lane.RECORDS)));
        }
        var trained = Training.train(sent, Dictionaries.BUILT_IN.newest());
        assertThat(trained.dictionary().orElseThrow().size()).isLessThanOrEqualTo(Dictionary.MAX_BYTES);
        assertThat(trained.trained()).isBetween(1, Training.ENTRIES - 1);
    }
}

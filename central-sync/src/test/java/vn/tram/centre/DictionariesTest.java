package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.centre.codec.WardFrames;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.feeds.FeedCommand.PublishDictionary;
import vn.tram.centre.feeds.FeedRejection;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.store.CentreStore;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.SendPlain;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.DictionarySamples;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;
import vn.tram.kernel.wire.Topics;

/** Dictionaries at the centre: published for ever, told to boxes, read back, trained. */
final class DictionariesTest {
    private static final Bytes ONE = DictionarySamples.bytes(1);
    private static final int NUMBER = Dictionary.number(ONE);

    @TempDir
    private Path folder = Path.of("");

    private final CentreRig rig = new CentreRig().begin();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private Welcome greeted() {
        rig.link.brings(Topics.up(box.box(), Lane.CONTROL), ControlCodec.encode(box.hello()));
        rig.run();
        var welcomes = rig.link.saidTo(box.box(), Welcome.class);
        assertThat(welcomes).hasSize(1);
        return welcomes.get(0);
    }

    private void sends(Dictionaries known, int dictionary) {
        var frame = FrameCodec.encode(box.frame(Lane.URGENT), Packing.COLUMNS_DICTIONARY, known, dictionary);
        rig.link.brings(Topics.up(box.box(), Lane.URGENT), frame);
        rig.run();
    }

    @Test
    void welcomeNamesTheNewestFirstAndTheOnesOfTheSoftwareAsWell() {
        assertThat(greeted().dictionaries()).isEqualTo(Dictionaries.BUILT_IN.forColumns());
        assertThat(rig.ask(new PublishDictionary(ONE))).isEqualTo(NUMBER);
        assertThat(greeted().dictionaries())
                .containsExactly(NUMBER, Dictionaries.BUILT_IN.forColumns().get(0));
        rig.restart().begin();
        assertThat(greeted().dictionaries()).as("after a restart").startsWith(NUMBER);
    }

    @Test
    void frameByAPublishedDictionaryLandsAndIsShownAlsoAfterARestart() {
        rig.ask(new PublishDictionary(ONE));
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"));
        sends(Dictionaries.BUILT_IN.with(ONE), NUMBER);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isEqualTo(2);
        rig.restart().begin();
        rig.pass(Duration.ofSeconds(10));
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).applied()).isEqualTo(2);
        assertThat(rig.ask(new AskIncidents()).toString()).doesNotContain("QUARANTINED");
    }

    @Test
    void frameByADictionaryThatIsNotHereIsAskedForPlainAndRingsNoAlarm() {
        box.add(MORNING, rig.issued("A1"));
        sends(Dictionaries.BUILT_IN.with(ONE), NUMBER);
        assertThat(rig.link.saidTo(box.box(), SendPlain.class)).containsExactly(new SendPlain(Lane.URGENT));
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isZero();
        assertThat(rig.ask(new AskIncidents()).toString()).doesNotContain("BAD_BYTES");
    }

    @Test
    void dictionaryWhoseCommitFailedIsNotNamed() {
        rig.store.failCommits(1);
        assertThat(rig.refusal(new PublishDictionary(ONE))).isEqualTo(CoreRejection.STORE_UNAVAILABLE);
        assertThat(greeted().dictionaries()).isEqualTo(Dictionaries.BUILT_IN.forColumns());
    }

    @Test
    void sameAgainChangesNothingAndWhatIsNoneIsRefused() {
        rig.ask(new PublishDictionary(ONE));
        int before = rig.committed.size();
        assertThat(rig.ask(new PublishDictionary(ONE))).isEqualTo(NUMBER);
        assertThat(rig.committed).hasSize(before);
        for (var wrong : new Bytes[] {Bytes.EMPTY, Bytes.of(new byte[20_000]), DictionarySamples.LATER}) {
            assertThat(rig.refusal(new PublishDictionary(wrong))).isEqualTo(FeedRejection.DICTIONARY_WRONG);
        }
    }

    @Test
    void everyBoxGetsTheFeed() {
        rig.ask(new PublishDictionary(ONE));
        var fetch = new FeedFetch("codec", new FeedPosition(0, 0));
        assertThat(rig.ask(new Fetch(box.box(), fetch)).rows()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo(String.valueOf(NUMBER));
            assertThat(row.body()).isEqualTo(ONE);
        });
    }

    @Test
    void whatIsLaidIntoTheFolderIsPublishedWithinHalfAMinute() throws IOException {
        var watched = new DictionaryFolder(folder, rig.centre::submit, rig.time, rig.troubles::add);
        watched.begin();
        rig.run();
        DictionaryFolder.put(folder, ONE);
        Files.write(folder.resolve("1.dictionary"), new byte[] {1});
        Files.write(folder.resolve("2.dictionary"), new byte[20_000]);
        rig.pass(DictionaryFolder.LOOK.plusSeconds(1));
        assertThat(greeted().dictionaries()).startsWith(NUMBER);
        rig.pass(DictionaryFolder.LOOK.multipliedBy(3));
        assertThat(rig.troubles)
                .as("each once")
                .anyMatch(what -> what.contains("1.dictionary"))
                .anyMatch(what -> what.contains("2.dictionary"))
                .hasSize(2);
    }

    @Test
    void diskThatRefusedADictionaryIsTriedAgain() throws IOException {
        DictionaryFolder.put(folder, ONE);
        rig.store.failCommits(1);
        new DictionaryFolder(folder, rig.centre::submit, rig.time, rig.troubles::add).begin();
        rig.run();
        assertThat(greeted().dictionaries()).doesNotContain(NUMBER);
        rig.pass(DictionaryFolder.LOOK.plusSeconds(1));
        assertThat(greeted().dictionaries()).startsWith(NUMBER);
    }

    /** The command, beside a centre that has its database open; twice, since what is in use is no news. */
    @Test
    void trainedOnWhatHasLandedAndPublishedOnlyWhenBetter() throws StoreFailure, BadForm, IOException {
        var config = CentreConfig.of(Map.of("node.data", folder.toString()));
        var store = CentreStore.open(folder, new SplittableRandom(1));
        try {
            store.recover();
            for (var sent : WardFrames.of(9, 60).entrySet()) {
                for (var frame : sent.getValue()) {
                    store.write(new Written.Landed(new EpochTaken(frame.box(), frame.epoch())));
                    var raw = Bytes.of(FrameCodec.encode(frame, Packing.COLUMNS));
                    store.write(new Written.Landed(new FrameLanded(
                            frame.box(),
                            frame.epoch(),
                            frame.lane(),
                            frame.firstLseq(),
                            frame.lastLseq(),
                            raw,
                            frame.entries().get(0).hashAfter(ONE.first(0)),
                            1)));
                }
            }
            store.commit();
            var said = String.join("\n", TrainProcess.train(config));
            assertThat(said).contains("measured on", "published: ").doesNotContain("not published");
            var file = onlyFile();
            rig.ask(new PublishDictionary(Bytes.of(Files.readAllBytes(file))));
            rig.committed.forEach(change -> write(store, change));
            store.commit();
            assertThat(String.join("\n", TrainProcess.train(config))).contains("not published");
        } finally {
            store.close();
        }
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder.resolve(DictionaryFolder.NAME))) {
            return files.toList().get(0);
        }
    }

    private static void write(CentreStore store, Written change) {
        try {
            store.write(change);
        } catch (StoreFailure impossible) {
            throw new AssertionError(impossible);
        }
    }
}

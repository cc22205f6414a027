package vn.tram.edge.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.edge.feeds.FeedCommand.ShowCatalogue;
import vn.tram.edge.feeds.FeedCommand.ShowFeeds;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.edge.feeds.StoredFeed.StoredRow;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.DictionarySamples;

class CityFeedsTest {
    private static final WardCode WARD = new WardCode("00070");
    private static final String OURS = FeedNames.ward(WARD);
    private static final FeedPosition NOTHING = new FeedPosition(0, 0);
    private static final long EPOCH = 7;

    private final CityFeeds feeds = new CityFeeds(WARD);
    private final Map<String, StoredFeed> disk = new LinkedHashMap<>();

    @Test
    void newBoxServesTheStartingSetBeforeItEverHadALine() {
        assertThat(feeds.procedureCodes()).hasSize(464);
        assertThat(feeds.services()).isEqualTo(StartingSet.services());
        assertThat(feeds.settings()).isEqualTo(WardSettings.standard());
        assertThat(positions())
                .containsOnlyKeys("procedures", "services", "codec", OURS)
                .containsValue(NOTHING);
    }

    @Test
    void kioskShowsAtMostSevenProceduresOfAGroupFeaturedOnesFirst() {
        var view = catalogue();
        assertThat(view.groups()).hasSize(8).allSatisfy(group -> {
            assertThat(group.featured()).hasSizeLessThanOrEqualTo(CatalogueView.MAX_FEATURED);
            assertThat(group.featured().stream().map(Procedure::code))
                    .startsWith(group.service().featured().toArray(String[]::new));
        });
    }

    @Test
    void snapshotInPartsReplacesTheStartingSetOnlyOnceItIsWhole() {
        taken(batch(0, 2, 4, procedure("9.000001", "một", 1), procedure("9.000002", "hai", 2)));
        assertThat(feeds.procedureCodes()).hasSize(466);
        taken(batch(2, 4, 4, procedure("9.000003", "ba", 3), procedure("2.000815", "đổi tên", 4)));
        assertThat(feeds.procedureCodes()).containsExactlyInAnyOrder("9.000001", "9.000002", "9.000003", "2.000815");
        assertThat(positions().get("procedures")).isEqualTo(new FeedPosition(EPOCH, 4));
    }

    @Test
    void laterRowsChangeAddAndRemove() {
        taken(batch(0, 2, 2, procedure("9.000001", "một", 1), procedure("9.000002", "hai", 2)));
        int version = feeds.version();
        taken(batch(2, 5, 5, procedure("9.000001", "một mới", 4), gone("9.000002", 5)));
        assertThat(feeds.procedureCodes()).containsExactly("9.000001");
        assertThat(feeds.version()).isGreaterThan(version);
        checkSameAfterRestart();
    }

    @Test
    void batchThatIsNotTheNextIsRefusedAndChangesNothing() {
        taken(batch(0, 2, 4, procedure("9.000001", "một", 1)));
        assertRefused(FeedRejection.NOT_NEXT, batch(0, 2, 4, procedure("9.000001", "một", 1)));
        assertRefused(FeedRejection.NOT_NEXT, batch(3, 4, 4, procedure("9.000004", "bốn", 4)));
        assertRefused(FeedRejection.NOT_NEXT, batch(2, 1, 4));
        assertRefused(FeedRejection.NOT_NEXT, batch(EPOCH + 1, 2, 4, 4, procedure("9.000004", "bốn", 4)));
        assertThat(positions().get("procedures")).isEqualTo(new FeedPosition(EPOCH, 2));
    }

    @Test
    void feedOfAnotherWardIsRefused() {
        var other = FeedNames.ward(new WardCode("00091"));
        assertRefused(
                FeedRejection.NOT_OUR_FEED,
                new FeedBatch(other, NOTHING, new FeedPosition(EPOCH, 1), 1, List.of(gone("settings", 1))));
    }

    @Test
    void answerWithNothingNewChangesNothing() {
        taken(batch(0, 1, 1, procedure("9.000001", "một", 1)));
        var decision = feeds.decide(new TakeFeed(batch(1, 1, 1)));
        assertThat(decision.reply()).isEqualTo(new FeedPosition(EPOCH, 1));
        assertThat(decision.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "null", "[]", "{\"code\":\"9.000002\",\"name\":null}", "{\"series\":\"A\"}"})
    void badRowIsRefusedWithItsWholeBatchAndTheLastGoodCopyStays(String body) {
        taken(batch(0, 1, 1, procedure("9.000001", "một", 1)));
        var good = procedure("9.000003", "ba", 2);
        assertRefused(FeedRejection.BAD_ROW, batch(1, 3, 3, good, row("9.000002", 3, body)));
        assertThat(feeds.procedureCodes()).containsExactly("9.000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"counters\":[]}",
                "{\"counters\":[],\"hours\":[],\"workingWeekdays\":[],\"notice\":{\"vi\":\"\",\"en\":\"\"},"
                        + "\"voice\":true,\"closedSeries\":[],\"paused\":false,\"rules\":{\"callsBeforeAbsent\":3,"
                        + "\"absentAfterMs\":1,\"recallGapMs\":1,\"undoMs\":1},\"maxPerSeries\":999}"
            })
    void settingsThatCannotBeUsedAreRefusedAndTheLastGoodOnesStay(String body) {
        var batch = new FeedBatch(OURS, NOTHING, new FeedPosition(EPOCH, 1), 1, List.of(row("settings", 1, body)));
        assertRefused(FeedRejection.BAD_ROW, batch);
        assertThat(feeds.settings()).isEqualTo(WardSettings.standard());
    }

    @Test
    void rowUnderAnothersKeyIsRefused() {
        var procedure =
                new FeedRow("9.000009", 1, procedure("9.000001", "một", 1).body());
        assertRefused(FeedRejection.BAD_ROW, batch(0, 1, 1, procedure));
        var group =
                new FeedRow("C", 1, CatalogueJson.write(StartingSet.services().get(0)));
        assertRefused(
                FeedRejection.BAD_ROW,
                new FeedBatch(FeedNames.SERVICES, NOTHING, new FeedPosition(EPOCH, 1), 1, List.of(group)));
    }

    @Test
    void settingsOfTheWardAreTakenAndOutliveARestart() {
        var paused = settings(true);
        taken(new FeedBatch(
                OURS,
                NOTHING,
                new FeedPosition(EPOCH, 1),
                1,
                List.of(new FeedRow("settings", 1, CatalogueJson.write(paused)))));
        assertThat(feeds.settings()).isEqualTo(paused);
        checkSameAfterRestart();
        taken(new FeedBatch(
                OURS, new FeedPosition(EPOCH, 1), new FeedPosition(EPOCH, 2), 2, List.of(gone("settings", 2))));
        assertThat(feeds.settings())
                .as("no settings at all would close the hall")
                .isEqualTo(paused);
    }

    @Test
    void newFeedEpochKeepsOldRowsUntilItIsWhole() {
        taken(batch(0, 2, 2, procedure("9.000001", "một", 1), procedure("9.000002", "hai", 2)));
        taken(batch(8, 0, 1, 2, procedure("9.000001", "một mới", 1)));
        assertThat(feeds.procedureCodes()).containsExactlyInAnyOrder("9.000001", "9.000002");
        checkSameAfterRestart();
        taken(batch(8, 1, 2, 2, procedure("9.000003", "ba", 2)));
        assertThat(feeds.procedureCodes()).containsExactlyInAnyOrder("9.000001", "9.000003");
        checkSameAfterRestart();
    }

    @Test
    void earlierLifeOfAFeedIsRefusedAlsoAfterARestart() {
        taken(batch(8, 0, 1, 1, procedure("9.000001", "một", 1)));
        var old = batch(7, 0, 1, 1, procedure("9.000009", "cũ", 1));
        assertRefused(FeedRejection.OLD_LIFE, old);
        var again = new CityFeeds(WARD);
        disk.values().forEach(again::restore);
        assertThat(again.decide(new TakeFeed(old)).rejection()).isEqualTo(FeedRejection.OLD_LIFE);
        assertThat(feeds.procedureCodes()).containsExactly("9.000001");
    }

    @Test
    void restartInTheMiddleOfTheFirstSnapshotLosesNoProcedure() {
        taken(batch(0, 1, 2, procedure("9.000001", "một", 1)));
        assertThat(feeds.procedureCodes()).hasSize(465);
        checkSameAfterRestart();
    }

    @Test
    void restartInTheMiddleOfALaterSnapshotBringsNoStartingRowBack() {
        taken(batch(0, 1, 1, procedure("9.000001", "một", 1)));
        taken(batch(8, 0, 1, 2, procedure("9.000002", "hai", 1)));
        assertThat(feeds.procedureCodes()).containsExactlyInAnyOrder("9.000001", "9.000002");
        checkSameAfterRestart();
    }

    @Test
    void emptyWholeFeedIsBelieved() {
        taken(batch(0, 3, 3));
        assertThat(feeds.procedureCodes()).isEmpty();
        assertThat(catalogue().groups())
                .allSatisfy(group -> assertThat(group.featured()).isEmpty());
        checkSameAfterRestart();
    }

    @Test
    void storedRowThatThisSoftwareNoLongerReadsDoesNotKeepTheBoxFromStarting() {
        var rows = List.of(
                new StoredRow(EPOCH, procedure("9.000001", "một", 1)), new StoredRow(EPOCH, row("9.000002", 2, "{}")));
        feeds.restore(new StoredFeed(FeedNames.PROCEDURES, new FeedPosition(EPOCH, 2), true, rows));
        assertThat(feeds.procedureCodes()).containsExactly("9.000001");
        feeds.restore(new StoredFeed(
                OURS,
                new FeedPosition(EPOCH, 1),
                true,
                List.of(new StoredRow(EPOCH, row("settings", 1, "{\"counters\":[]}")))));
        assertThat(feeds.settings()).isEqualTo(WardSettings.standard());
    }

    /** A box that restarts must show what it showed before. */
    @Test
    void dictionaryThatTheCitySentIsKnownFromThenOn() {
        var bytes = DictionarySamples.bytes(1);
        int number = Dictionary.number(bytes);
        taken(codec(EPOCH, 0, 1, dictionary(bytes, 1)));
        assertThat(feeds.dictionaries().knows(number)).isTrue();
        assertThat(feeds.dictionaries().forColumns()).containsAll(Dictionaries.BUILT_IN.forColumns());
        checkSameAfterRestart();
        assertThat(feeds.dictionaries().knows(number)).as("after a restart").isTrue();
        taken(codec(EPOCH + 1, 0, 1, dictionary(DictionarySamples.bytes(2), 1)));
        assertThat(feeds.dictionaries().knows(number))
                .as("a centre that was set back has another copy of the feed")
                .isFalse();
    }

    @Test
    void dictionaryUnderAnyOtherNumberThanItsOwnIsRefused() {
        var bytes = DictionarySamples.bytes(1);
        var other = new FeedRow(String.valueOf(Dictionary.number(DictionarySamples.bytes(2))), 1, bytes);
        assertRefused(FeedRejection.BAD_ROW, codec(EPOCH, 0, 1, other));
        assertRefused(FeedRejection.BAD_ROW, codec(EPOCH, 0, 1, new FeedRow("2", 1, bytes)));
        assertRefused(FeedRejection.BAD_ROW, codec(EPOCH, 0, 1, dictionary(Bytes.of(new byte[] {1, 2, 3}), 1)));
        assertRefused(FeedRejection.BAD_ROW, codec(EPOCH, 0, 1, dictionary(Bytes.of(new byte[20_000]), 1)));
        assertThat(feeds.dictionaries().forColumns()).isEqualTo(Dictionaries.BUILT_IN.forColumns());
    }

    @Test
    void dictionaryOfALaterFormIsKeptAndNotUsed() {
        taken(codec(EPOCH, 0, 1, dictionary(DictionarySamples.LATER, 1)));
        assertThat(feeds.dictionaries().forColumns()).isEqualTo(Dictionaries.BUILT_IN.forColumns());
        taken(codec(EPOCH, 1, 2, dictionary(DictionarySamples.bytes(1), 2)));
        assertThat(feeds.dictionaries().knows(Dictionary.number(DictionarySamples.bytes(1))))
                .isTrue();
        checkSameAfterRestart();
    }

    private static FeedRow dictionary(Bytes bytes, long offset) {
        return new FeedRow(String.valueOf(Dictionary.number(bytes)), offset, bytes);
    }

    private static FeedBatch codec(long epoch, long from, long upTo, FeedRow row) {
        return new FeedBatch(
                FeedNames.CODEC,
                new FeedPosition(epoch, from),
                new FeedPosition(epoch, upTo),
                upTo,
                List.of(row),
                epoch);
    }

    private void checkSameAfterRestart() {
        var again = new CityFeeds(WARD);
        disk.values().forEach(again::restore);
        assertThat(again.procedureCodes()).isEqualTo(feeds.procedureCodes());
        assertThat(again.services()).isEqualTo(feeds.services());
        assertThat(again.settings()).isEqualTo(feeds.settings());
        assertThat(again.decide(new ShowFeeds()).reply()).isEqualTo(positions());
        assertThat(again.decide(new ShowCatalogue()).reply()).isEqualTo(catalogue());
    }

    private void taken(FeedBatch batch) {
        var decision = feeds.decide(new TakeFeed(batch));
        assertThat(decision.rejection()).isNull();
        assertThat(decision.reply()).isEqualTo(batch.upTo());
        for (var change : decision.changes()) {
            var landed = (FeedLanded) change;
            feeds.apply(landed);
            store(landed);
        }
    }

    private void assertRefused(Rejection why, FeedBatch batch) {
        int version = feeds.version();
        var decision = feeds.decide(new TakeFeed(batch));
        assertThat(decision.rejection()).isEqualTo(why);
        assertThat(feeds.version()).isEqualTo(version);
    }

    /** What the tables hold, in the words of their statements. */
    private void store(FeedLanded landed) {
        var before = disk.get(landed.feed());
        var rows = new LinkedHashMap<String, StoredRow>();
        if (before != null) {
            before.rows().forEach(row -> rows.put(row.row().key(), row));
        }
        long epoch = landed.position().feedEpoch();
        for (var row : landed.rows()) {
            if (row.tombstone()) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), new StoredRow(epoch, row));
            }
        }
        if (landed.whole()) {
            rows.values().removeIf(row -> row.feedEpoch() != epoch);
        }
        boolean whole = landed.whole() || (before != null && before.whole());
        disk.put(
                landed.feed(),
                new StoredFeed(
                        landed.feed(), landed.position(), whole, new ArrayList<>(rows.values()), landed.generation()));
    }

    private Map<String, FeedPosition> positions() {
        var positions = feeds.decide(new ShowFeeds()).reply();
        return positions == null ? Map.of() : positions;
    }

    private CatalogueView catalogue() {
        var view = feeds.decide(new ShowCatalogue()).reply();
        return view == null ? new CatalogueView(List.of()) : view;
    }

    private static FeedBatch batch(long from, long upTo, long head, FeedRow... rows) {
        return batch(EPOCH, from, upTo, head, rows);
    }

    private static FeedBatch batch(long epoch, long from, long upTo, long head, FeedRow... rows) {
        return new FeedBatch(
                FeedNames.PROCEDURES,
                new FeedPosition(epoch, from),
                new FeedPosition(epoch, upTo),
                head,
                List.of(rows),
                epoch);
    }

    private static FeedRow procedure(String code, String name, long offset) {
        var procedure = new Procedure(code, name, "Chứng thực", "", null, List.of(), "", "", "UBND", true);
        return new FeedRow(code, offset, CatalogueJson.write(procedure));
    }

    private static FeedRow gone(String key, long offset) {
        return new FeedRow(key, offset, Bytes.EMPTY);
    }

    private static FeedRow row(String key, long offset, String body) {
        return new FeedRow(key, offset, Bytes.of(body.getBytes(UTF_8)));
    }

    private static WardSettings settings(boolean paused) {
        var s = WardSettings.standard();
        return new WardSettings(
                s.counters(),
                s.hours(),
                s.workingWeekdays(),
                s.notice(),
                s.voice(),
                s.closedSeries(),
                paused,
                s.rules(),
                s.maxPerSeries());
    }
}

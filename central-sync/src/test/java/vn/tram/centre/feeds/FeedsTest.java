package vn.tram.centre.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.tram.centre.CentreRig;
import vn.tram.centre.feeds.FeedCommand.AskDelivery;
import vn.tram.centre.feeds.FeedCommand.AskHints;
import vn.tram.centre.feeds.FeedCommand.AskProcedures;
import vn.tram.centre.feeds.FeedCommand.AskSettings;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.feeds.FeedCommand.PublishSettings;
import vn.tram.centre.feeds.FeedCommand.PublishStart;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Written.Landed;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.ControlCodec;

final class FeedsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String WARD_FEED = "ward-00070";

    private final CentreRig rig = new CentreRig();
    private final long epoch = rig.store.feeds().feedEpoch();

    private FeedBatch fetch(String feed, FeedPosition from) {
        return rig.ask(new Fetch(BOX, new FeedFetch(feed, from)));
    }

    /** What a box has after it fetched until it stands at the head. */
    private Map<String, Bytes> copy(String feed, FeedPosition from, Map<String, Bytes> before) {
        var rows = new TreeMap<>(before);
        var position = from;
        for (boolean more = true; more; ) {
            var batch = fetch(feed, position);
            assertThat(ControlCodec.encode(batch).length).isLessThanOrEqualTo(64 * 1024);
            if (batch.from().offset() == 0) {
                rows.clear();
            }
            for (var row : batch.rows()) {
                if (row.tombstone()) {
                    rows.remove(row.key());
                } else {
                    rows.put(row.key(), row.body());
                }
            }
            position = batch.upTo();
            more = position.offset() < batch.head();
        }
        return rows;
    }

    private WardSettings paused(boolean paused) {
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

    private void publish(String feed, FeedRow... rows) throws StoreFailure {
        var last = rows[rows.length - 1].offset();
        rig.store.write(new Landed(new RowsPublished(
                feed, new FeedPosition(epoch, last), List.of(rows), rig.now().toEpochMilli())));
        rig.store.commit();
        rig.restart();
    }

    private static FeedRow row(String key, long offset, int size) {
        var body = new byte[size];
        new java.util.SplittableRandom(offset).nextBytes(body);
        return new FeedRow(key, offset, Bytes.of(body));
    }

    @Test
    void startPublishesCatalogueServicesAndSettingsOnce() {
        int rows = rig.ask(new PublishStart());
        assertThat(rows).isEqualTo(464 + 8 + 126);
        assertThat(rig.ask(new PublishStart())).isZero();
        rig.restart();
        assertThat(rig.ask(new PublishStart())).isZero();
        assertThat(rig.ask(new AskProcedures()).procedures()).hasSize(464);
        assertThat(rig.ask(new AskSettings(HOAN_KIEM)).settings()).isEqualTo(WardSettings.standard());
    }

    @Test
    void startTakesBackWhatTheStartingSetHasNoMore() throws StoreFailure {
        publish(FeedNames.SERVICES, row("Z", 1, 10));
        rig.ask(new PublishStart());
        assertThat(copy(FeedNames.SERVICES, new FeedPosition(0, 0), Map.of()).keySet())
                .doesNotContain("Z")
                .hasSize(8);
        var has = copy(FeedNames.SERVICES, new FeedPosition(epoch, 1), Map.of("Z", Bytes.of(new byte[1])));
        assertThat(has.keySet()).doesNotContain("Z").hasSize(8);
    }

    @Test
    void startLeavesSettingsAlone() {
        rig.ask(new PublishStart());
        rig.ask(new PublishSettings(HOAN_KIEM, paused(true)));
        rig.restart();
        assertThat(rig.ask(new PublishStart())).isZero();
        assertThat(rig.ask(new AskSettings(HOAN_KIEM)).settings().paused()).isTrue();
    }

    @Test
    void snapshotBringsEverythingInOrder() {
        rig.ask(new PublishStart());
        var first = fetch(FeedNames.PROCEDURES, new FeedPosition(0, 0));
        assertThat(first.from()).isEqualTo(new FeedPosition(epoch, 0));
        assertThat(first.head()).isEqualTo(464);
        assertThat(first.rows()).isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
        assertThat(copy(FeedNames.PROCEDURES, new FeedPosition(0, 0), Map.of()))
                .hasSize(StartingSet.procedures().size());
    }

    @Test
    void deltaBringsOnlyWhatFollows() {
        rig.ask(new PublishStart());
        var offset = rig.ask(new PublishSettings(HOAN_KIEM, paused(true))).offset();
        assertThat(offset).isEqualTo(2);
        var batch = fetch(WARD_FEED, new FeedPosition(epoch, 1));
        assertThat(batch.from()).isEqualTo(new FeedPosition(epoch, 1));
        assertThat(batch.rows()).extracting(FeedRow::offset).containsExactly(2L);
        assertThat(batch.upTo()).isEqualTo(new FeedPosition(epoch, 2));
    }

    @Test
    void atTheHeadThereIsNothingToBring() {
        rig.ask(new PublishStart());
        var batch = fetch(WARD_FEED, new FeedPosition(epoch, 1));
        assertThat(batch.rows()).isEmpty();
        assertThat(batch.upTo()).isEqualTo(batch.from());
    }

    @Test
    void positionOfAnotherLifeOfTheFeedBeginsASnapshot() {
        rig.ask(new PublishStart());
        for (var strange :
                List.of(new FeedPosition(epoch + 1, 1), new FeedPosition(epoch, 2_000), new FeedPosition(epoch, -1))) {
            var batch = fetch(WARD_FEED, strange);
            assertThat(batch.from()).isEqualTo(new FeedPosition(epoch, 0));
            assertThat(batch.rows()).hasSize(1);
        }
    }

    @Test
    void compactedRowsAreSkippedAndTombstonesTakeKeysBack() throws StoreFailure {
        publish("services", row("A", 1, 9), row("B", 2, 9), row("C", 3, 9));
        publish("services", row("A", 4, 9), new FeedRow("B", 5, Bytes.EMPTY));
        var delta = fetch("services", new FeedPosition(epoch, 3));
        assertThat(delta.rows()).extracting(FeedRow::key).containsExactly("A", "B");
        assertThat(delta.rows().get(1).tombstone()).isTrue();
        var snapshot = fetch("services", new FeedPosition(0, 0));
        assertThat(snapshot.rows()).extracting(FeedRow::key).containsExactly("C", "A");
        assertThat(snapshot.upTo()).isEqualTo(new FeedPosition(epoch, 5));
    }

    @Test
    void largeFeedComesInSeveralSmallBatches() throws StoreFailure {
        var rows = new ArrayList<FeedRow>();
        IntStream.rangeClosed(1, 60).forEach(i -> rows.add(row("K" + i, i, 3_000)));
        publish("services", rows.toArray(new FeedRow[0]));
        var first = fetch("services", new FeedPosition(0, 0));
        assertThat(first.upTo().offset()).isLessThan(60);
        assertThat(copy("services", new FeedPosition(0, 0), Map.of())).hasSize(60);
    }

    @Test
    void rowLargerThanABatchStillComes() throws StoreFailure {
        publish("services", row("A", 1, 30_000), row("B", 2, 10));
        assertThat(copy("services", new FeedPosition(0, 0), Map.of())).hasSize(2);
    }

    @Test
    void boxGetsNoOtherWardsFeed() {
        rig.ask(new PublishStart());
        var fetch = new FeedFetch("ward-00004", new FeedPosition(0, 0));
        assertThat(rig.refusal(new Fetch(BOX, fetch))).isEqualTo(FeedRejection.FEED_UNKNOWN);
    }

    @Test
    void settingsAreCheckedAndPublishedOnce() {
        rig.ask(new PublishStart());
        assertThat(rig.ask(new PublishSettings(HOAN_KIEM, paused(true))).offset())
                .isEqualTo(2);
        assertThat(rig.ask(new PublishSettings(HOAN_KIEM, paused(true))).offset())
                .isEqualTo(2);
        var s = WardSettings.standard();
        var wrong = new WardSettings(
                List.of(), s.hours(), s.workingWeekdays(), s.notice(), true, List.of(), false, s.rules(), 0);
        assertThat(rig.refusal(new PublishSettings(HOAN_KIEM, wrong))).isEqualTo(FeedRejection.SETTINGS_WRONG);
        assertThat(rig.refusal(new PublishSettings(new WardCode("99999"), s))).isEqualTo(FeedRejection.WARD_UNKNOWN);
    }

    @Test
    void hintsNameTheFeedsThatABoxHasNotGot() {
        rig.ask(new PublishStart());
        var has = Map.of("services", new FeedPosition(epoch, 8), "procedures", new FeedPosition(epoch, 7));
        assertThat(rig.ask(new AskHints(BOX, has)))
                .extracting(hint -> hint.feed())
                .containsExactlyInAnyOrder("codec", "procedures", WARD_FEED);
        assertThat(rig.ask(new AskHints(new BoxId("w99999-1"), Map.of()))).isEmpty();
    }

    @Test
    void centreKnowsWhichSettingsABoxHas() {
        rig.ask(new PublishStart());
        assertThat(rig.ask(new AskDelivery(HOAN_KIEM, null)).boxOffset()).isNull();
        rig.ask(new AskHints(BOX, Map.of(WARD_FEED, new FeedPosition(epoch + 1, 1))));
        assertThat(rig.ask(new AskDelivery(HOAN_KIEM, BOX)).boxOffset()).isNull();
        fetch(WARD_FEED, new FeedPosition(epoch, 1));
        rig.restart();
        var delivery = rig.ask(new AskDelivery(HOAN_KIEM, BOX));
        assertThat(delivery.boxOffset()).isEqualTo(1);
        assertThat(delivery.offset()).isEqualTo(1);
    }

    @Test
    void boxWithMoreThanWeMakesANewLifeThatEveryBoxTakes() {
        rig.ask(new PublishStart());
        rig.ask(new PublishSettings(HOAN_KIEM, paused(true)));
        long before = fetch(WARD_FEED, new FeedPosition(epoch, 2)).generation();
        var ahead = new FeedPosition(epoch, 9);
        assertThat(fetch(WARD_FEED, ahead).upTo().feedEpoch())
                .as("a box cannot make it happen more than once an hour")
                .isEqualTo(epoch);
        rig.pass(Duration.ofHours(1));
        var snapshot = fetch(WARD_FEED, ahead);
        assertThat(snapshot.generation()).isGreaterThan(before);
        assertThat(snapshot.from().offset()).isZero();
        assertThat(snapshot.upTo().feedEpoch()).isNotEqualTo(epoch);
        rig.restart();
        var other = fetch(WARD_FEED, new FeedPosition(epoch, 2));
        assertThat(other).isEqualTo(snapshot);
        assertThat(fetch(FeedNames.SERVICES, new FeedPosition(epoch, 8)).rows()).isEmpty();
    }

    @Test
    void tombstonesAreKeptFourHundredDaysAndThenGoInANewLife() throws StoreFailure {
        publish(FeedNames.SERVICES, row("Z", 1, 10));
        rig.ask(new PublishStart());
        var has = new FeedPosition(epoch, 1);
        rig.time.advance(Duration.ofDays(399));
        rig.ask(new PublishStart());
        assertThat(fetch(FeedNames.SERVICES, has).rows()).anyMatch(FeedRow::tombstone);
        rig.time.advance(Duration.ofDays(2));
        rig.ask(new PublishStart());
        for (int life = 0; life < 2; life++) {
            var snapshot = fetch(FeedNames.SERVICES, has);
            assertThat(snapshot.from().offset()).isZero();
            assertThat(snapshot.upTo().feedEpoch()).isNotEqualTo(epoch);
            assertThat(snapshot.rows()).hasSize(8).noneMatch(FeedRow::tombstone);
            rig.restart();
        }
        assertThat(fetch(FeedNames.PROCEDURES, new FeedPosition(epoch, 464)).rows())
                .as("other feeds live on")
                .isEmpty();
    }
}

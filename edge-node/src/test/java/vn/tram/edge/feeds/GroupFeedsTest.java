package vn.tram.edge.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.edge.feeds.FeedCommand.ShowFeeds;
import vn.tram.edge.feeds.FeedCommand.TakeFeed;
import vn.tram.edge.feeds.StoredFeed.StoredRow;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.Procedure;
import vn.tram.firmware.catalogue.ServiceGroup;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Rejection;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.FeedRow;

/** What the city addresses to a group of wards. */
final class GroupFeedsTest {
    private static final WardCode WARD = new WardCode("00070");
    private static final String OURS = FeedNames.ward(WARD);
    private static final String XA = "group-xa";
    private static final FeedPosition NOTHING = new FeedPosition(0, 0);
    private static final long EPOCH = 7;

    private final CityFeeds feeds = new CityFeeds(WARD);
    private final Map<String, StoredFeed> disk = new LinkedHashMap<>();

    private static FeedRow row(String key, long offset, String body) {
        return new FeedRow(key, offset, Bytes.of(body.getBytes(UTF_8)));
    }

    private static FeedRow service(char series, String name, long offset) {
        var words = new Words(name, name);
        var row = new ServiceGroup(series, words, words, List.of(), List.of());
        return new FeedRow("services/" + series, offset, CatalogueJson.write(row));
    }

    private static FeedRow procedure(String code, long offset) {
        var row = new Procedure(code, "Tên", "Chứng thực", "", null, List.of(), "", "", "UBND", true);
        return new FeedRow("procedures/" + code, offset, CatalogueJson.write(row));
    }

    private static FeedBatch batch(String feed, long generation, long from, FeedRow... rows) {
        long last = rows.length == 0 ? from : rows[rows.length - 1].offset();
        return new FeedBatch(
                feed,
                new FeedPosition(generation, from),
                new FeedPosition(generation, last),
                last,
                List.of(rows),
                generation);
    }

    private void taken(FeedBatch batch) {
        var decision = feeds.decide(new TakeFeed(batch));
        assertThat(decision.rejection()).isNull();
        for (var change : decision.changes()) {
            var landed = (FeedLanded) change;
            feeds.apply(landed);
            var rows = new LinkedHashMap<String, StoredRow>();
            var before = disk.get(landed.feed());
            if (before != null) {
                before.rows().forEach(row -> rows.put(row.row().key(), row));
            }
            long epoch = landed.position().feedEpoch();
            landed.rows().forEach(row -> rows.put(row.key(), new StoredRow(epoch, row)));
            rows.values().removeIf(row -> row.row().tombstone() || (landed.whole() && row.feedEpoch() != epoch));
            disk.put(
                    landed.feed(),
                    new StoredFeed(
                            landed.feed(),
                            landed.position(),
                            landed.whole(),
                            new ArrayList<>(rows.values()),
                            landed.generation()));
        }
        var again = new CityFeeds(WARD);
        disk.values().forEach(again::restore);
        assertThat(again.services()).as("after a restart").isEqualTo(feeds.services());
        assertThat(again.procedureCodes()).isEqualTo(feeds.procedureCodes());
        assertThat(again.names()).isEqualTo(feeds.names());
        assertThat(again.decide(new ShowFeeds()).reply()).isEqualTo(positions());
    }

    private Rejection refused(FeedBatch batch) {
        var why = feeds.decide(new TakeFeed(batch)).rejection();
        assertThat(why).isNotNull();
        return why == null ? FeedRejection.BAD_ROW : why;
    }

    private Map<String, FeedPosition> positions() {
        var positions = feeds.decide(new ShowFeeds()).reply();
        return positions == null ? Map.of() : positions;
    }

    private String nameOfA() {
        return feeds.services().get(0).name().vi();
    }

    private void joins(long offset, String groups) {
        taken(batch(OURS, EPOCH, offset - 1, row("groups", offset, groups)));
    }

    @Test
    void wardReadsTheFeedsOfItsGroupsAndNoOthers() {
        assertThat(refused(batch(XA, EPOCH, 0, service('A', "Xã", 1)))).isEqualTo(FeedRejection.NOT_OUR_FEED);
        joins(1, "[\"xa\",\"ngoai-thanh\"]");
        assertThat(positions()).containsEntry(XA, NOTHING).containsEntry("group-ngoai-thanh", NOTHING);
        taken(batch(XA, EPOCH, 0, service('A', "Xã", 1)));
        assertThat(refused(batch("group-phuong", EPOCH, 0))).isEqualTo(FeedRejection.NOT_OUR_FEED);
    }

    @Test
    void rowOfAGroupStandsInThePlaceOfTheOneForAllAndGivesItBack() {
        var forAll = nameOfA();
        int codes = feeds.procedureCodes().size();
        joins(1, "[\"xa\"]");
        taken(batch(XA, EPOCH, 0, service('A', "Dành cho xã", 1), procedure("9.000001", 2)));
        assertThat(nameOfA()).isEqualTo("Dành cho xã");
        assertThat(feeds.procedureCodes()).hasSize(codes + 1).contains("9.000001");
        taken(batch(XA, EPOCH, 2, new FeedRow("services/A", 3, Bytes.EMPTY)));
        assertThat(nameOfA()).isEqualTo(forAll);
    }

    @Test
    void leavingAGroupTakesItsRowsAwayAndComingBackGivesThem() {
        var forAll = nameOfA();
        joins(1, "[\"xa\"]");
        taken(batch(XA, EPOCH, 0, service('A', "Dành cho xã", 1)));
        taken(batch(OURS, EPOCH, 1, new FeedRow("groups", 2, Bytes.EMPTY)));
        assertThat(nameOfA()).isEqualTo(forAll);
        assertThat(disk.get(XA))
                .isNotNull()
                .satisfies(copy -> assertThat(copy.rows()).isEmpty());
        joins(3, "[\"xa\"]");
        assertThat(positions()).as("from the beginning").containsEntry(XA, NOTHING);
        assertThat(refused(batch(XA, EPOCH - 1, 0, service('A', "Cũ", 1))))
                .as("of an earlier life")
                .isEqualTo(FeedRejection.OLD_LIFE);
        taken(batch(XA, EPOCH, 0, service('A', "Dành cho xã", 1)));
        assertThat(nameOfA()).isEqualTo("Dành cho xã");
    }

    @Test
    void newLifeOfTheWardsFeedThatTellsNoGroupsTakesTheirRowsAway() {
        joins(1, "[\"xa\"]");
        taken(batch(XA, EPOCH, 0, service('A', "Dành cho xã", 1)));
        taken(batch(OURS, EPOCH + 1, 0, row("lamps", 1, "{}")));
        assertThat(feeds.names()).doesNotContain(XA);
        assertThat(disk.get(XA))
                .isNotNull()
                .satisfies(copy -> assertThat(copy.rows()).isEmpty());
    }

    @Test
    void kindOfRowThatIsNotKnownIsKeptAndStopsNothing() {
        joins(1, "[\"xa\"]");
        taken(batch(XA, EPOCH, 0, row("notices/1", 1, "{\"text\":\"mai nghỉ\"}"), service('A', "Dành cho xã", 2)));
        assertThat(nameOfA()).isEqualTo("Dành cho xã");
        assertThat(disk.get(XA))
                .isNotNull()
                .satisfies(copy -> assertThat(copy.rows())
                        .extracting(one -> one.row().key())
                        .contains("notices/1"));
        taken(batch(OURS, EPOCH, 1, row("lamps", 2, "{}")));
        assertThat(disk.get(OURS))
                .isNotNull()
                .satisfies(copy -> assertThat(copy.rows()).hasSize(2));
    }

    @Test
    void badRowIsRefusedWithItsBatch() {
        joins(1, "[\"xa\"]");
        assertThat(refused(batch(XA, EPOCH, 0, row("services/A", 1, "{}")))).isEqualTo(FeedRejection.BAD_ROW);
        assertThat(refused(batch(
                        XA,
                        EPOCH,
                        0,
                        new FeedRow("services/B", 1, service('A', "x", 1).body()))))
                .isEqualTo(FeedRejection.BAD_ROW);
        assertThat(refused(batch(OURS, EPOCH, 1, row("groups", 2, "[\"KHÔNG\"]"))))
                .isEqualTo(FeedRejection.BAD_ROW);
        assertThat(feeds.names()).contains(XA).isInstanceOf(Set.class);
    }
}

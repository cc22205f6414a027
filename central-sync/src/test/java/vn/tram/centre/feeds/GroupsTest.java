package vn.tram.centre.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.centre.CentreRig;
import vn.tram.centre.feeds.FeedCommand.AskHints;
import vn.tram.centre.feeds.FeedCommand.AskMissing;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.feeds.FeedCommand.PublishGroups;
import vn.tram.centre.feeds.FeedCommand.PublishStart;
import vn.tram.firmware.catalogue.CatalogueJson;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.firmware.catalogue.StartingSet;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedHint;
import vn.tram.kernel.wire.Control.FeedPosition;

final class GroupsTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final FeedPosition NOTHING = new FeedPosition(0, 0);

    private final CentreRig rig = new CentreRig();

    GroupsTest() {
        rig.ask(new PublishStart());
    }

    private static Map<String, Bytes> rows(int services) {
        var rows = new java.util.TreeMap<String, Bytes>();
        StartingSet.services().stream()
                .limit(services)
                .forEach(service -> rows.put(GroupRow.key(service), CatalogueJson.write(service)));
        return rows;
    }

    private int publish(Map<WardCode, Set<String>> members, Map<String, Map<String, Bytes>> rows) {
        return rig.ask(new PublishGroups(members, rows));
    }

    private FeedBatch fetch(BoxId box, String feed) {
        return rig.ask(new Fetch(box, new FeedFetch(feed, NOTHING)));
    }

    private List<String> hinted(BoxId box) {
        return rig.ask(new AskHints(box, Map.of())).stream().map(FeedHint::feed).toList();
    }

    @Test
    void wardGetsWhatIsAddressedToItsGroupsAndNoMore() {
        int published =
                publish(Map.of(HOAN_KIEM, Set.of("phuong", "noi-thanh")), Map.of("phuong", rows(2), "xa", rows(3)));
        assertThat(published).isEqualTo(1 + 2 + 3);
        assertThat(hinted(BOX)).contains("group-phuong", "group-noi-thanh").doesNotContain("group-xa");
        assertThat(hinted(OTHER)).noneMatch(feed -> feed.startsWith("group-"));
        assertThat(fetch(BOX, "group-phuong").rows()).hasSize(2);
        assertThat(fetch(BOX, "group-noi-thanh").rows()).isEmpty();
        assertThat(fetch(BOX, "group-phuong").generation()).isPositive();
        assertThat(rig.refusal(new Fetch(BOX, new FeedFetch("group-xa", NOTHING))))
                .isEqualTo(FeedRejection.FEED_UNKNOWN);
        assertThat(rig.refusal(new Fetch(OTHER, new FeedFetch("group-phuong", NOTHING))))
                .isEqualTo(FeedRejection.FEED_UNKNOWN);
    }

    @Test
    void sameAgainChangesNothingAndWhatIsNotToldIsTakenBack() {
        var members = Map.of(HOAN_KIEM, Set.of("phuong"));
        publish(members, Map.of("phuong", rows(2)));
        assertThat(publish(members, Map.of("phuong", rows(2)))).isZero();
        rig.restart();
        assertThat(publish(members, Map.of("phuong", rows(2))))
                .as("after a restart")
                .isZero();
        assertThat(publish(members, Map.of("phuong", rows(1)))).isEqualTo(1);
        assertThat(publish(Map.of(), Map.of())).isEqualTo(2);
        assertThat(hinted(BOX)).noneMatch(feed -> feed.startsWith("group-"));
    }

    @Test
    void wardThatJoinsIsHintedAtItsNextBeatUntilItHasTheFeed() {
        publish(Map.of(), Map.of("phuong", rows(2)));
        assertThat(rig.ask(new AskMissing(BOX))).isEmpty();
        publish(Map.of(HOAN_KIEM, Set.of("phuong")), Map.of("phuong", rows(2)));
        assertThat(rig.ask(new AskMissing(BOX))).extracting(FeedHint::feed).containsExactly("group-phuong");
        var head = fetch(BOX, "group-phuong").upTo();
        rig.ask(new Fetch(BOX, new FeedFetch("group-phuong", head)));
        assertThat(rig.ask(new AskMissing(BOX))).isEmpty();
    }

    @Test
    void whatNoBoxWouldTakeIsNotPublished() {
        assertThat(rig.refusal(new PublishGroups(Map.of(HOAN_KIEM, Set.of("Phường")), Map.of())))
                .isEqualTo(FeedRejection.GROUP_WRONG);
        assertThat(rig.refusal(new PublishGroups(Map.of(), Map.of("x y", Map.of()))))
                .isEqualTo(FeedRejection.GROUP_WRONG);
        var wrong = Map.of("services/B", rows(1).values().iterator().next());
        assertThat(rig.refusal(new PublishGroups(Map.of(), Map.of("xa", wrong))))
                .isEqualTo(FeedRejection.GROUP_WRONG);
    }
}

package vn.tram.centre.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.centre.CentreRig;
import vn.tram.centre.feeds.FeedCommand.Fetch;
import vn.tram.centre.feeds.FeedCommand.PublishStart;
import vn.tram.centre.feeds.StaffCommand.AskStaff;
import vn.tram.centre.feeds.StaffCommand.GiveCode;
import vn.tram.centre.feeds.StaffCommand.PutStaff;
import vn.tram.centre.feeds.StaffCommand.RevokeStaff;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.wire.Control.FeedFetch;
import vn.tram.kernel.wire.Control.FeedPosition;

class WardStaffTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String LAN = "nguyen.thi.lan";

    private final CentreRig rig = new CentreRig();

    WardStaffTest() {
        rig.ask(new PublishStart());
    }

    private String put(Role role, String code) {
        return rig.ask(new PutStaff(HOAN_KIEM, LAN, "Nguyễn Thị Lan", Set.of(role), List.of(), code));
    }

    private StaffRow account() {
        return rig.ask(new AskStaff(HOAN_KIEM)).get(0);
    }

    private long head() {
        return rig.ask(new Fetch(BOX, new FeedFetch(FeedNames.ward(HOAN_KIEM), new FeedPosition(0, 0))))
                .head();
    }

    @Test
    void anAccountIsARowOfTheWardsFeedAndOutlivesARestart() {
        put(Role.RECEPTION, "hash of a code");
        var row = account();
        assertThat(row.roles()).containsExactly(Role.RECEPTION);
        assertThat(row.freshUntil() - rig.now().toEpochMilli()).isEqualTo(StaffRow.FRESH.toMillis());
        assertThat(row.until() - rig.now().toEpochMilli()).isEqualTo(StaffRow.LIFE.toMillis());
        rig.restart();
        assertThat(account()).isEqualTo(row);
        var rows = rig.ask(new Fetch(BOX, new FeedFetch(FeedNames.ward(HOAN_KIEM), new FeedPosition(0, 0))))
                .rows();
        assertThat(rows).anyMatch(one -> one.key().equals(StaffRow.key(LAN)));
    }

    @Test
    void theSameAgainPublishesNothingAndAnotherRoleKeepsTheCode() {
        put(Role.RECEPTION, "hash of a code");
        long before = head();
        put(Role.RECEPTION, "");
        assertThat(head()).isEqualTo(before);
        put(Role.LEADER, "");
        assertThat(account().roles()).containsExactly(Role.LEADER);
        assertThat(account().code()).isEqualTo("hash of a code");
    }

    @Test
    void aNewCodeTakesThePlaceOfTheOldAndAResetRaisesTheGeneration() {
        put(Role.RECEPTION, "first");
        rig.ask(new GiveCode(HOAN_KIEM, LAN, "second", false));
        assertThat(account().code()).isEqualTo("second");
        assertThat(account().generation()).isZero();
        rig.ask(new GiveCode(HOAN_KIEM, LAN, "third", true));
        assertThat(account().generation()).isEqualTo(1);
    }

    @Test
    void whoIsTakenBackIsGoneFromTheFeedAndFromTheList() {
        put(Role.RECEPTION, "");
        rig.ask(new RevokeStaff(HOAN_KIEM, LAN));
        assertThat(rig.ask(new AskStaff(HOAN_KIEM))).isEmpty();
        assertThat(rig.refusal(new RevokeStaff(HOAN_KIEM, LAN))).isEqualTo(FeedRejection.STAFF_UNKNOWN);
    }

    @Test
    void aBoxOnLineNeverSeesAnOldRow() {
        rig.begin();
        put(Role.RECEPTION, "hash");
        for (int day = 0; day < 12; day++) {
            rig.time.jumpWallClock(Duration.ofDays(1));
            rig.pass(Duration.ofSeconds(70));
            long left = account().freshUntil() - rig.now().toEpochMilli();
            assertThat(left)
                    .as("day " + day)
                    .isGreaterThan(WardStaff.RENEW.minusDays(1).toMillis());
        }
        assertThat(account().code())
                .as("a code that is over is not told any more")
                .isEmpty();
    }

    @Test
    void whatNoBoxWouldTakeIsRefused() {
        assertThat(rig.refusal(new PutStaff(HOAN_KIEM, "Lan", "Lan", Set.of(Role.LEADER), List.of(), "")))
                .isEqualTo(FeedRejection.STAFF_WRONG);
        assertThat(rig.refusal(new PutStaff(HOAN_KIEM, LAN, "Lan", Set.of(Role.CITY_OPERATOR), List.of(), "")))
                .isEqualTo(FeedRejection.STAFF_WRONG);
        assertThat(rig.refusal(new PutStaff(new WardCode("99999"), LAN, "Lan", Set.of(Role.LEADER), List.of(), "")))
                .isEqualTo(FeedRejection.WARD_UNKNOWN);
        assertThat(rig.refusal(new GiveCode(HOAN_KIEM, LAN, "x", false))).isEqualTo(FeedRejection.STAFF_UNKNOWN);
    }

    @Test
    void anErrandOfAnotherWorkerIsTheSameCommand() {
        for (var change : List.of(
                new PutStaff(HOAN_KIEM, LAN, "Lan", Set.of(Role.LEADER), List.of("https://id|7"), "hash"),
                new GiveCode(HOAN_KIEM, LAN, "hash", true),
                new RevokeStaff(HOAN_KIEM, LAN))) {
            assertThat(StaffErrand.of(change).command()).isEqualTo(change);
        }
    }
}

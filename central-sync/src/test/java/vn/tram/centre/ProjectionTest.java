package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.TODAY;
import static vn.tram.centre.CentreRig.called;
import static vn.tram.centre.CentreRig.ticket;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.fleet.WardView;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;

final class ProjectionTest {
    private static final Bytes EMPTY_MAP = Bytes.of(new byte[] {(byte) 0xa0});

    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private WardView ward() {
        return rig.ask(new AskWard(HOAN_KIEM)).ward();
    }

    private void landAndShow(Lane... lanes) {
        for (var lane : lanes) {
            rig.land(box.frame(lane));
        }
        for (boolean more = true; more; ) {
            more = rig.project(box).more();
        }
    }

    @Test
    void aDayBecomesThePicture() {
        box.add(MORNING, new QueueEvent.DayOpened(TODAY), rig.issued("A1"), rig.issued("A2"), rig.issued("C1"));
        box.add(MORNING.plusSeconds(120), called("A1", 1), called("C1", 2));
        box.add(MORNING.plusSeconds(150), new QueueEvent.ServingStarted(ticket("A1"), 1));
        box.add(MORNING.plusSeconds(400), new QueueEvent.ServingFinished(ticket("A1"), 1));
        box.add(MORNING.plusSeconds(410), called("A2", 1));
        box.add(MORNING.plusSeconds(420), new QueueEvent.ServingStarted(ticket("A2"), 1));
        landAndShow(Lane.URGENT);
        var ward = ward();
        assertThat(ward.issuedToday()).isEqualTo(3);
        assertThat(ward.servedToday()).isEqualTo(1);
        assertThat(ward.serving()).isEqualTo(1);
        assertThat(ward.waiting()).isZero();
        assertThat(ward.meanWaitMs()).isEqualTo((120_000L + 120_000 + 410_000) / 3);
        assertThat(ward.behind()).isZero();
    }

    @Test
    void everyTicketInMemoryIsTheTicketInTheTable() throws StoreFailure {
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"), rig.issued("A3"));
        box.add(MORNING.plusSeconds(5), called("A1", 1));
        box.add(MORNING.plusSeconds(6), new QueueEvent.TicketAbsent(ticket("A1"), 1));
        box.add(MORNING.plusSeconds(7), new QueueEvent.TicketReturned(ticket("A1"), 0, MORNING.toEpochMilli()));
        box.add(MORNING.plusSeconds(8), called("A2", 2));
        box.add(MORNING.plusSeconds(9), new QueueEvent.TicketTransferred(ticket("A2"), 2, 'C', "wrong series"));
        box.add(MORNING.plusSeconds(10), new QueueEvent.TicketCancelled(ticket("A3"), 0));
        landAndShow(Lane.URGENT);
        HallDay hall = rig.centre.hall(box.box(), TODAY);
        assertThat(rig.store.tickets(box.box(), TODAY).stream().sorted(Comparator.comparing(Ticket::key)))
                .containsExactlyElementsOf(hall.sorted());
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("a call for a ticket that was never issued", 3, call(7, 1)),
                Arguments.of("a body that is not CBOR", 3, Bytes.of(new byte[] {(byte) 0xff, 0, 1})),
                Arguments.of("a body without its fields", 3, EMPTY_MAP),
                Arguments.of("a number issued twice", 2, issue(1)),
                Arguments.of("a number out of range", 2, issue(123_456)),
                Arguments.of("a call number beyond any integer", 3, call(1, Long.MAX_VALUE)),
                Arguments.of("a counter that cannot be", 4, body(key(1).put(4, 4_000L))),
                Arguments.of("an undo of nothing known", 13, EMPTY_MAP));
    }

    private static Fields key(int number) {
        return new Fields().put(1, TODAY).put(2, 'A').put(3, number);
    }

    private static Bytes issue(int number) {
        return body(key(number).put(4, Bytes.of(new byte[16])));
    }

    private static Bytes call(int number, long callNo) {
        return body(key(number).put(4, 1).put(5, callNo));
    }

    private static Bytes body(Fields fields) {
        return Bytes.of(Cbor.encode(fields));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void poisonIsQuarantinedAndTheRestGoesOn(String what, int type, Bytes body) {
        box.add(MORNING, rig.issued("A1"))
                .addRaw(MORNING, Lane.URGENT, type, 1, body)
                .add(MORNING, rig.issued("A2"));
        rig.land(box.frame(Lane.URGENT));
        var progress = rig.project(box);
        assertThat(progress.quarantined()).isEqualTo(1);
        assertThat(progress.shown()).isEqualTo(2);
        assertThat(progress.more()).isFalse();
        assertThat(rig.store.quarantined()).singleElement().satisfies(entry -> {
            assertThat(entry.firstLseq()).isEqualTo(2);
            assertThat(entry.raw()).isEqualTo(body);
            assertThat(entry.why()).isNotEmpty();
        });
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).applied()).isEqualTo(3);
        assertThat(ward().issuedToday()).isEqualTo(2);
        assertThat(ward().alarms()).isEqualTo(1);
        assertThat(rig.troubles).isEmpty();
    }

    @Test
    void poisonOfOneBoxLeavesOthersAlone() {
        box.addRaw(MORNING, Lane.URGENT, 3, 1, EMPTY_MAP);
        landAndShow(Lane.URGENT);
        var other = new BoxJournal("w00004-1", 5).add(MORNING, rig.issued("A1"));
        rig.land(other.frame(Lane.URGENT));
        assertThat(rig.project(other).shown()).isEqualTo(1);
    }

    @Test
    void unknownTypesAndNewerVersionsAreParked() {
        box.addRaw(MORNING, Lane.URGENT, 399, 1, EMPTY_MAP)
                .addRaw(MORNING, Lane.URGENT, 2, 9, EMPTY_MAP)
                .add(MORNING, rig.issued("A1"));
        rig.land(box.frame(Lane.URGENT));
        var progress = rig.project(box);
        assertThat(progress.parked()).isEqualTo(2);
        assertThat(progress.shown()).isEqualTo(1);
        assertThat(rig.store.parked()).hasSize(2);
        assertThat(ward().alarms()).as("somebody should upgrade").isEqualTo(1);
    }

    @Test
    void oneCommandDealsWithFiveHundredEntriesAtMost() {
        for (int i = 1; i <= 1_100; i++) {
            box.add(MORNING, rig.issued("A" + i));
        }
        rig.land(box.frame(Lane.URGENT, 1, 700));
        rig.land(box.frame(Lane.URGENT, 701, 1_100));
        var first = rig.project(box);
        assertThat(first.shown()).isEqualTo(500);
        assertThat(first.more()).isTrue();
        assertThat(rig.project(box).shown()).isEqualTo(500);
        var last = rig.project(box);
        assertThat(last.shown()).isEqualTo(100);
        assertThat(last.more()).isFalse();
        assertThat(ward().issuedToday()).isEqualTo(1_100);
    }

    @Test
    void backlogOfManyDaysFillsEachDay() throws StoreFailure {
        for (int day = TODAY - 9; day <= TODAY; day++) {
            box.add(MORNING, new QueueEvent.DayOpened(day), rig.issued(ticket(day, "A1")));
        }
        landAndShow(Lane.URGENT);
        for (int day = TODAY - 9; day <= TODAY; day++) {
            assertThat(rig.store.tickets(box.box(), day)).hasSize(1);
        }
        assertThat(ward().issuedToday()).isEqualTo(1);
    }

    @Test
    void yesterdaysTicketsCountAsNothingToday() {
        box.add(MORNING, rig.issued(ticket(TODAY - 1, "A1")));
        landAndShow(Lane.URGENT);
        assertThat(ward().issuedToday()).isZero();
        assertThat(ward().waiting()).isZero();
    }

    @Test
    void pictureIsEmptyAgainAfterMidnight() {
        box.add(MORNING, rig.issued("A1"));
        landAndShow(Lane.URGENT);
        assertThat(ward().waiting()).isEqualTo(1);
        rig.time.advance(Duration.ofHours(16));
        assertThat(ward().waiting()).isZero();
        var tomorrow = ticket(TODAY + 1, "A1");
        box.add(rig.now(), new QueueEvent.TicketExpired(ticket("A1")), rig.issued(tomorrow));
        rig.land(box.frame(Lane.URGENT, 2, 3));
        rig.project(box);
        assertThat(ward().waiting()).isEqualTo(1);
        assertThat(ward().issuedToday()).isEqualTo(1);
    }

    @Test
    void clockAlarmStandsUntilTheClockHasCaughtUp() {
        box.add(MORNING, new NodeEvent.ClockFellBehind(86_400_000));
        landAndShow(Lane.URGENT);
        assertThat(ward().alarms()).isEqualTo(1);
        rig.restart();
        assertThat(ward().alarms()).isEqualTo(1);
        box.add(MORNING, new NodeEvent.ClockRecovered());
        rig.land(box.frame(Lane.URGENT, 2, 2));
        rig.project(box);
        assertThat(ward().alarms()).isZero();
    }

    @Test
    void clockTroubleThatIsOverInTheBacklogRaisesNothing() {
        box.add(MORNING, new NodeEvent.ClockFellBehind(5_000), new NodeEvent.ClockRecovered());
        landAndShow(Lane.URGENT);
        assertThat(rig.store.intake().alarms()).noneMatch(alarm -> alarm.code() == AlarmCode.CLOCK_BEHIND);
    }

    @Test
    void lanesHaveCursorsOfTheirOwn() {
        box.add(MORNING, new NodeEvent.NodeStarted("0.1.0"), rig.issued("A1"), new NodeEvent.NodeStarted("0.1.0"));
        landAndShow(Lane.STATISTICS, Lane.URGENT);
        assertThat(rig.centre.marks(box.box()).lane(Lane.STATISTICS).applied()).isEqualTo(2);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).applied()).isEqualTo(1);
    }

    @Test
    void failedCommitShowsNothingTwice() {
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"));
        rig.land(box.frame(Lane.URGENT));
        rig.store.failCommits(1);
        rig.refusal(new vn.tram.centre.intake.IntakeCommand.ProjectNext(box.box()));
        assertThat(ward().issuedToday()).isZero();
        assertThat(rig.project(box).shown()).isEqualTo(2);
        assertThat(rig.store.quarantined()).extracting(Quarantined::why).isEmpty();
    }
}

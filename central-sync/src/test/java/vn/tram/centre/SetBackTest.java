package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.tram.centre.feeds.FeedLife;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskBehind;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.FeedPosition;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Welcome;

/** A centre whose database is an older copy, and boxes that no longer keep everything. */
final class SetBackTest {
    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);
    private final long incarnation = rig.store.intake().incarnation();

    SetBackTest() {
        for (int i = 1; i <= 9; i++) {
            box.add(MORNING, rig.issued("A" + i));
        }
    }

    private Hello hello(Map<String, FeedPosition> feeds, Memory memory) {
        var plain = box.hello();
        return new Hello(plain.epoch(), plain.heads(), plain.clockMillis(), plain.software(), feeds, memory);
    }

    private Welcome greet(long heardOf, long durable) {
        var memory = new Memory(heardOf, Map.of(Lane.URGENT, durable), Map.of());
        return rig.ask(new Greet(box.box(), hello(Map.of(), memory)));
    }

    private Welcome greetFrom(long floor) {
        var floors = Map.of(
                Lane.URGENT, new LaneHead(floor, box.head(Lane.URGENT, floor).hash()));
        return rig.ask(new Greet(box.box(), hello(Map.of(), new Memory(incarnation, Map.of(), floors))));
    }

    private FeedLife servicesLife() {
        return Objects.requireNonNull(rig.store.feeds().lives().get("services"));
    }

    private boolean rings(AlarmCode code) {
        return rig.store.intake().alarms().stream().anyMatch(alarm -> alarm.open() && alarm.code() == code);
    }

    @Test
    void boxThatRemembersMoreProvesThatTheCentreWasSetBack() {
        rig.begin();
        rig.land(box.frame(Lane.URGENT, 1, 4));
        var before = servicesLife();
        var welcome = greet(incarnation, 7);
        assertThat(welcome.verdict()).isEqualTo(Verdict.REWIND);
        assertThat(welcome.incarnation()).isNotEqualTo(incarnation);
        assertThat(rig.store.intake().incarnation()).isEqualTo(welcome.incarnation());
        assertThat(servicesLife().feedEpoch()).isNotEqualTo(before.feedEpoch());
        assertThat(servicesLife().generation()).isGreaterThan(before.generation());
        assertThat(rings(AlarmCode.CENTRE_SET_BACK)).isTrue();
        assertThat(rig.land(box.frame(Lane.URGENT, 5, 9)).fate()).isEqualTo(Fate.LANDED);
    }

    @Test
    void boxThatTellsOfALifeNotRememberedHereProvesItToo() {
        var first = greet(4_711, 0);
        assertThat(first.verdict()).isEqualTo(Verdict.OK);
        assertThat(first.incarnation()).isNotEqualTo(incarnation).isNotEqualTo(4_711);
        assertThat(rings(AlarmCode.CENTRE_SET_BACK)).isTrue();
        rig.restart();
        assertThat(greet(4_711, 0).incarnation()).isEqualTo(first.incarnation());
        assertThat(greet(incarnation, 0).incarnation()).isEqualTo(first.incarnation());
    }

    @Test
    void nextBoxOnlyRewinds() {
        var first = greet(incarnation, 7);
        var again = greet(incarnation, 7);
        assertThat(again.verdict()).isEqualTo(Verdict.REWIND);
        assertThat(again.incarnation()).isEqualTo(first.incarnation());
    }

    @Test
    void boxThatRemembersWhatIsThereIsSimplyWelcome() {
        rig.land(box.frame(Lane.URGENT, 1, 7));
        var welcome = greet(incarnation, 7);
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        assertThat(welcome.incarnation()).isEqualTo(incarnation);
        assertThat(rings(AlarmCode.CENTRE_SET_BACK)).isFalse();
    }

    @Test
    void feedThatABoxHasMoreOfProvesItToo() {
        rig.begin();
        long feedEpoch = servicesLife().feedEpoch();
        var ahead = Map.of("services", new FeedPosition(feedEpoch, 1_000));
        var welcome = rig.ask(new Greet(box.box(), hello(ahead, Memory.NONE)));
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        assertThat(welcome.incarnation()).isNotEqualTo(incarnation);
        assertThat(servicesLife().feedEpoch()).isNotEqualTo(feedEpoch);
    }

    @Test
    void newLifeOutlivesARestart() {
        long life = greet(incarnation, 7).incarnation();
        rig.restart();
        assertThat(greet(life, 0).incarnation()).isEqualTo(life);
    }

    @Test
    void entriesThatTheBoxNoLongerKeepsAreReportedAndTheLaneGoesOn() {
        rig.land(box.frame(Lane.URGENT, 1, 2));
        rig.project(box);
        var mark = greetFrom(5).marks().get(Lane.URGENT);
        assertThat(mark).isNotNull();
        assertThat(mark.durable()).isEqualTo(5);
        assertThat(rig.store.intake().alarms())
                .filteredOn(alarm -> alarm.code() == AlarmCode.GAP)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.detail()).contains("URGENT 3 to 5"));
        assertThat(rig.land(box.frame(Lane.URGENT, 6, 9)).fate()).isEqualTo(Fate.LANDED);
        rig.project(box);
        assertThat(rig.store.quarantined()).singleElement().satisfies(gap -> {
            assertThat(gap.firstLseq()).isEqualTo(3);
            assertThat(gap.lastLseq()).isEqualTo(5);
        });
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().issuedToday())
                .isEqualTo(6);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).applied()).isEqualTo(9);
    }

    @Test
    void oldEntriesThatTheCentreHasLongHadAreNoGap() {
        rig.land(box.frame(Lane.URGENT, 1, 6));
        greetFrom(5);
        assertThat(rings(AlarmCode.GAP)).isFalse();
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isEqualTo(6);
    }

    @Test
    void boxThatHasMoreIsToldWhatTheCentreHas() {
        rig.land(box.frame(Lane.URGENT, 1, 4));
        var heads = Map.of(Lane.URGENT, 9L, Lane.STATISTICS, 0L);
        assertThat(rig.ask(new AskBehind(box.box(), new Beat(11, heads, 0, 0))))
                .containsExactly(new Ack(incarnation, 11, Lane.URGENT, 4, 0));
        assertThat(rig.ask(new AskBehind(box.box(), new Beat(12, heads, 0, 0))))
                .as("of another epoch: it greets anew when it hears of this one")
                .singleElement()
                .satisfies(ack -> assertThat(ack.epoch()).isEqualTo(11));
        rig.land(box.frame(Lane.URGENT, 5, 9));
        assertThat(rig.ask(new AskBehind(box.box(), new Beat(11, heads, 0, 0)))).isEmpty();
    }
}

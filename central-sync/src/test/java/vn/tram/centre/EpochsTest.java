package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskEntries;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.kernel.event.NodeEvent.EpochBegun;
import vn.tram.kernel.hall.QueueEvent.TicketRestated;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;

/** Boxes that end an epoch and go on in another. */
final class EpochsTest {
    private final CentreRig rig = new CentreRig();
    private final BoxJournal parent = new BoxJournal("w00070-1", 11);
    private final BoxJournal child = new BoxJournal("w00070-1", 12);

    EpochsTest() {
        for (int i = 1; i <= 9; i++) {
            parent.add(MORNING, rig.issued("A" + i));
        }
        child.add(MORNING, new EpochBegun(11, TurnReason.SET_BACK, 0, 0), rig.issued("A80"));
    }

    private Welcome greet(BoxJournal box, EndedEpoch... ended) {
        var plain = box.hello();
        var memory = new Memory(0, Map.of(), Map.of(), List.of(ended));
        return rig.ask(new Greet(
                box.box(), new Hello(plain.epoch(), plain.heads(), plain.clockMillis(), "0.1.0", Map.of(), memory)));
    }

    private EndedEpoch endedAt(long lseq) {
        return new EndedEpoch(11, Map.of(Lane.URGENT, parent.head(Lane.URGENT, lseq)), TurnReason.SET_BACK);
    }

    private static long durable(Welcome welcome) {
        return welcome.marks().getOrDefault(Lane.URGENT, Watermark.NONE).durable();
    }

    private boolean rings(AlarmCode code) {
        return rig.store.intake().alarms().stream().anyMatch(alarm -> alarm.open() && alarm.code() == code);
    }

    private void take(BoxJournal box, Frame frame) {
        assertThat(rig.land(frame).fate()).isEqualTo(Fate.LANDED);
        rig.project(box);
    }

    @Test
    void childOfAnEpochThatIsHereWholeIsTaken() {
        take(parent, parent.frame(Lane.URGENT));
        var welcome = greet(child, endedAt(9));
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        assertThat(welcome.epoch()).isEqualTo(12);
        assertThat(welcome.marks()).isEmpty();
        take(child, child.frame(Lane.URGENT));
        assertThat(rings(AlarmCode.FORK)).isFalse();
        assertThat(rings(AlarmCode.EPOCH_BEGUN)).isTrue();
        assertThat(rig.store.tickets(child.box(), CentreRig.TODAY)).hasSize(10);
    }

    @Test
    void restOfAnEndedEpochIsWantedFirst() {
        take(parent, parent.frame(Lane.URGENT, 1, 4));
        var welcome = greet(child, endedAt(9));
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        assertThat(welcome.epoch()).isEqualTo(11);
        assertThat(durable(welcome)).isEqualTo(4);
        take(parent, parent.frame(Lane.URGENT, 5, 9));
        assertThat(greet(child, endedAt(9)).epoch()).isEqualTo(12);
    }

    @Test
    void whatIsNotShownYetIsShownBeforeAnotherEpochIsTaken() {
        rig.land(parent.frame(Lane.URGENT));
        assertThat(greet(child, endedAt(9)).epoch()).as("the tables lag behind").isEqualTo(11);
        rig.project(parent);
        assertThat(greet(child, endedAt(9)).epoch()).isEqualTo(12);
    }

    @Test
    void epochThatEndedBeforeWhatIsHereIsAFork() {
        take(parent, parent.frame(Lane.URGENT));
        var welcome = greet(child, endedAt(4));
        assertThat(welcome.verdict()).isEqualTo(Verdict.FORK);
        assertThat(welcome.epoch()).isEqualTo(11);
        assertThat(durable(welcome)).isEqualTo(9);
        assertThat(rings(AlarmCode.FORK)).isTrue();
    }

    @Test
    void boxThatKnowsNothingOfItsChildIsToldTheLineOfEpochs() {
        take(parent, parent.frame(Lane.URGENT));
        greet(child, endedAt(9));
        var welcome = greet(parent);
        assertThat(welcome.verdict()).isEqualTo(Verdict.FORK);
        assertThat(welcome.epoch()).isEqualTo(12);
        assertThat(welcome.ended()).extracting(EndedEpoch::epoch).containsExactly(11L);
        assertThat(welcome.ended().get(0).lane(Lane.URGENT)).isEqualTo(parent.head(Lane.URGENT, 9));
    }

    @Test
    void frameOfAnEpochThatIsOverComesLateAndChangesNothing() {
        take(parent, parent.frame(Lane.URGENT));
        greet(child, endedAt(9));
        var reply = rig.land(parent.frame(Lane.URGENT, 3, 7));
        assertThat(reply.fate()).isEqualTo(Fate.DUPLICATE);
        assertThat(reply.mark().durable()).isEqualTo(9);
        assertThat(rings(AlarmCode.FORK)).isFalse();
        assertThat(greet(child, endedAt(9)).epoch()).isEqualTo(12);
    }

    @Test
    void newCentreBeginsWithTheOldestEpochThatABoxStillHas() {
        var welcome = greet(child, endedAt(9));
        assertThat(welcome.epoch()).isEqualTo(11);
        assertThat(welcome.marks()).isEmpty();
        take(parent, parent.frame(Lane.URGENT));
        assertThat(greet(child, endedAt(9)).epoch()).isEqualTo(12);
    }

    @Test
    void whatLandedGoesBackToItsBoxInPartsThatFitTheLine() throws Exception {
        rig.land(parent.frame(Lane.URGENT, 1, 4));
        rig.land(parent.frame(Lane.URGENT, 5, 9));
        EntriesBack back = rig.ask(new AskEntries(parent.box(), new FetchEntries(11, Lane.URGENT, 2)));
        assertThat(back.upTo()).isEqualTo(9);
        assertThat(FrameCodec.decode(back.frames().get(0).toArray()).entries())
                .isEqualTo(parent.entries(Lane.URGENT).subList(0, 4));
        assertThat(rig.ask(new AskEntries(parent.box(), new FetchEntries(11, Lane.URGENT, 9)))
                        .frames())
                .isEmpty();
        var another = new BoxJournal("w00004-1", 11);
        assertThat(rig.ask(new AskEntries(another.box(), new FetchEntries(11, Lane.URGENT, 0)))
                        .frames())
                .as("a box gets its own and nobody else's")
                .isEmpty();
    }

    @Test
    void ticketToldAnewStandsAsItIsToldWhateverWasKnown() {
        take(parent, parent.frame(Lane.URGENT));
        greet(child, endedAt(9));
        var known = rig.store.tickets(parent.box(), CentreRig.TODAY).stream()
                .filter(ticket -> ticket.key().number() == 3)
                .findFirst()
                .orElseThrow();
        var restated = known.called(2, 1, 5_000).serving(2, 6_000);
        child.add(MORNING, new TicketRestated(restated));
        take(child, child.frame(Lane.URGENT));
        assertThat(rig.store.tickets(parent.box(), CentreRig.TODAY)).contains(restated);
        assertThat(rings(AlarmCode.QUARANTINED)).isFalse();
    }
}

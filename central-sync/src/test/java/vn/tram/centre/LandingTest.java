package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.called;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.centre.intake.IntakeRejection;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Frame;

final class LandingTest {
    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private BoxJournal tickets(BoxJournal journal, int count) {
        for (int i = 1; i <= count; i++) {
            journal.add(MORNING, rig.issued("A" + i));
        }
        return journal;
    }

    @ParameterizedTest(name = "durable {0}, frame {1} to {2}: {3}, {4} new, {5} repeated, durable {6}")
    @CsvSource({
        "0, 1, 4, LANDED, 4, 0, 4",
        "4, 5, 9, LANDED, 5, 0, 9",
        "4, 1, 4, DUPLICATE, 0, 4, 4",
        "4, 2, 3, DUPLICATE, 0, 2, 4",
        "4, 1, 9, LANDED, 5, 4, 9",
        "4, 3, 5, LANDED, 1, 2, 5",
        "4, 6, 9, GAP, 0, 0, 4",
        "0, 2, 9, GAP, 0, 0, 0",
    })
    void frameLandsFromTheDurableEndOn(
            long durable, long first, long last, Fate fate, int fresh, int repeated, long after) {
        tickets(box, 9);
        if (durable > 0) {
            rig.land(box.frame(Lane.URGENT, 1, durable));
        }
        var reply = rig.land(box.frame(Lane.URGENT, first, last));
        assertThat(reply.fate()).isEqualTo(fate);
        assertThat(reply.fresh()).isEqualTo(fresh);
        assertThat(reply.repeated()).isEqualTo(repeated);
        assertThat(reply.mark().durable()).isEqualTo(after);
        assertThat(reply.mark().hash()).isEqualTo(box.head(Lane.URGENT, after).hash());
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isEqualTo(after);
    }

    @Test
    void overlappingFramesLeaveAllEntriesOnce() {
        tickets(box, 9);
        rig.land(box.frame(Lane.URGENT, 1, 3));
        rig.land(box.frame(Lane.URGENT, 1, 6));
        rig.land(box.frame(Lane.URGENT, 2, 9));
        rig.project(box);
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().issuedToday())
                .isEqualTo(9);
        assertThat(rig.store.quarantined()).isEmpty();
    }

    @Test
    void frameWhoseTailIsNotTheChainIsRefusedWithAnAlarm() {
        var good = tickets(box, 3).frame(Lane.URGENT);
        var wrong = new Frame(good.box(), 11, Lane.URGENT, good.previous(), good.entries(), bytes(8, 1));
        var reply = rig.land(wrong);
        assertThat(reply.fate()).isEqualTo(Fate.REFUSED);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isZero();
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().alarms()).isEqualTo(1);
        assertThat(rig.land(good).fate()).isEqualTo(Fate.LANDED);
    }

    @Test
    void frameThatDoesNotFollowTheKnownHashIsRefused() {
        tickets(box, 2);
        rig.land(box.frame(Lane.URGENT, 1, 1));
        var good = box.frame(Lane.URGENT, 2, 2);
        var wrong = new Frame(good.box(), 11, Lane.URGENT, bytes(8, 9), good.entries(), good.tail());
        assertThat(rig.land(wrong).fate()).isEqualTo(Fate.REFUSED);
    }

    @Test
    void changedEntryBreaksTheChain() {
        var good = tickets(box, 3).frame(Lane.URGENT);
        var entries = new ArrayList<>(good.entries());
        var e = entries.get(1);
        entries.set(
                1, new Entry(e.epoch(), e.lsn(), e.lane(), e.lseq(), e.type(), 1, e.at(), e.salt(), bytes(1, 0xa0)));
        var changed = new Frame(good.box(), 11, Lane.URGENT, good.previous(), entries, good.tail());
        assertThat(rig.land(changed).fate()).isEqualTo(Fate.REFUSED);
    }

    @Test
    void controlLaneCarriesNoFrames() {
        box.addRaw(MORNING, Lane.CONTROL, 1, 1, bytes(1, 0xa0));
        assertThat(rig.land(box.frame(Lane.CONTROL)).fate()).isEqualTo(Fate.REFUSED);
    }

    @Test
    void boxOfAnUnknownWardIsRefused() {
        var stranger = tickets(new BoxJournal("w99999-1", 3), 1);
        var frame = stranger.frame(Lane.URGENT);
        assertThat(rig.refusal(new LandFrame(stranger.box(), frame, BoxJournal.raw(frame))))
                .isEqualTo(IntakeRejection.UNKNOWN_BOX);
        assertThat(rig.refusal(new Greet(stranger.box(), stranger.hello()))).isEqualTo(IntakeRejection.UNKNOWN_BOX);
    }

    @Test
    void firstHelloIsWelcomedFromTheStart() {
        tickets(box, 2);
        var welcome = rig.ask(new Greet(box.box(), box.hello()));
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        assertThat(welcome.epoch()).isEqualTo(11);
        assertThat(welcome.marks()).isEmpty();
    }

    @Test
    void helloTellsWhereToGoOn() {
        tickets(box, 5);
        rig.land(box.frame(Lane.URGENT, 1, 3));
        rig.project(box);
        var welcome = rig.ask(new Greet(box.box(), box.hello()));
        assertThat(welcome.verdict()).isEqualTo(Verdict.OK);
        var mark = welcome.marks().get(Lane.URGENT);
        assertThat(mark).isNotNull();
        assertThat(mark.durable()).isEqualTo(3);
        assertThat(mark.applied()).isEqualTo(3);
        assertThat(mark.hash()).isEqualTo(box.head(Lane.URGENT, 3).hash());
    }

    @Test
    void boxThatWentBackInTimeIsAFork() {
        rig.land(tickets(box, 5).frame(Lane.URGENT));
        var restored = tickets(new BoxJournal("w00070-1", 11), 2);
        var welcome = rig.ask(new Greet(box.box(), restored.hello()));
        assertThat(welcome.verdict()).isEqualTo(Verdict.FORK);
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().alarms()).isEqualTo(1);
    }

    @Test
    void sameLengthWithAnotherHashIsAFork() {
        rig.land(tickets(box, 1).frame(Lane.URGENT));
        var twin = new BoxJournal("w00070-1", 11).add(MORNING, rig.issued("C1"));
        assertThat(rig.ask(new Greet(box.box(), twin.hello())).verdict()).isEqualTo(Verdict.FORK);
    }

    @Test
    void anotherEpochOfAKnownBoxIsAForkAndItsFramesAreRefused() {
        rig.land(tickets(box, 2).frame(Lane.URGENT));
        var other = tickets(new BoxJournal("w00070-1", 12), 3);
        assertThat(rig.ask(new Greet(box.box(), other.hello())).verdict()).isEqualTo(Verdict.FORK);
        assertThat(rig.land(other.frame(Lane.URGENT)).fate()).isEqualTo(Fate.REFUSED);
        assertThat(rig.centre.marks(box.box()).epoch()).isEqualTo(11);
    }

    @Test
    void anotherEpochIsTakenWhileNothingHasLanded() {
        rig.ask(new Greet(box.box(), box.hello()));
        var other = tickets(new BoxJournal("w00070-1", 12), 3);
        assertThat(rig.ask(new Greet(box.box(), other.hello())).verdict()).isEqualTo(Verdict.OK);
        assertThat(rig.land(other.frame(Lane.URGENT)).fate()).isEqualTo(Fate.LANDED);
    }

    @Test
    void forkAlarmGoesWhenTheRightBoxComesBack() {
        rig.land(tickets(box, 2).frame(Lane.URGENT));
        rig.ask(new Greet(box.box(), new BoxJournal("w00070-1", 12).hello()));
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().alarms()).isEqualTo(1);
        rig.ask(new Greet(box.box(), box.hello()));
        assertThat(rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward().alarms()).isZero();
    }

    @Test
    void alarmThatRingsOnAndOnIsWrittenOnceAMinute() {
        rig.land(tickets(box, 2).frame(Lane.URGENT));
        rig.committed.clear();
        for (int i = 0; i < 10; i++) {
            rig.ask(new Greet(box.box(), new BoxJournal("w00070-1", 12).hello()));
        }
        assertThat(rig.committed.toString()).containsOnlyOnce("AlarmNoted");
        rig.pass(Duration.ofSeconds(61));
        rig.ask(new Greet(box.box(), new BoxJournal("w00070-1", 12).hello()));
        assertThat(rig.store.intake().alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.count()).isEqualTo(2));
    }

    @Test
    void whatACommitDidNotReachNeverHappened() {
        tickets(box, 3);
        rig.land(box.frame(Lane.URGENT, 1, 1));
        rig.store.failCommits(1);
        var frame = box.frame(Lane.URGENT, 2, 3);
        assertThat(rig.refusal(new LandFrame(box.box(), frame, BoxJournal.raw(frame))))
                .isEqualTo(CoreRejection.STORE_UNAVAILABLE);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).durable()).isEqualTo(1);
        assertThat(rig.troubles).hasSize(1);
        assertThat(rig.land(frame).mark().durable()).isEqualTo(3);
    }

    @Test
    void restartKeepsWatermarksAndPicture() {
        tickets(box, 4).add(MORNING.plusSeconds(60), called("A1", 2));
        rig.land(box.frame(Lane.URGENT, 1, 4));
        rig.project(box);
        rig.land(box.frame(Lane.URGENT, 5, 5));
        var before = rig.centre.marks(box.box());
        rig.restart();
        assertThat(rig.centre.marks(box.box())).isEqualTo(before);
        rig.begin();
        var ward = rig.ask(new AskWard(CentreRig.HOAN_KIEM));
        assertThat(ward.ward().issuedToday()).isEqualTo(4);
        assertThat(ward.ward().waiting()).isEqualTo(3);
        assertThat(ward.ward().meanWaitMs()).isEqualTo(60_000);
        assertThat(rig.centre.marks(box.box()).lane(Lane.URGENT).applied()).isEqualTo(5);
    }

    static Bytes bytes(int size, int value) {
        var bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }
}

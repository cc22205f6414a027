package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.HearCheckpoint;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.trust.SigningKey;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.Claim;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Sealed;
import vn.tram.kernel.wire.Sealed.Purpose;

final class CheckpointsTest {
    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private BoxJournal tickets(BoxJournal journal, int count, int from) {
        for (int i = from; i < from + count; i++) {
            journal.add(MORNING, rig.issued("A" + i));
        }
        return journal;
    }

    private static Checkpoint signed(BoxJournal journal, SigningKey key) {
        var hello = journal.hello();
        long lsn =
                hello.heads().values().stream().mapToLong(head -> head.lseq()).sum();
        var hash = Digest.of(new byte[] {1});
        var claim = new Claim(journal.box(), hello.epoch(), lsn, hash, hello.heads(), MORNING.toEpochMilli());
        return new Checkpoint(key.verifyKey().raw(), Sealed.seal(Purpose.CHECKPOINT, ControlCodec.encode(claim), key));
    }

    private boolean hears(Checkpoint checkpoint) {
        return rig.ask(new HearCheckpoint(box.box(), checkpoint));
    }

    private List<AlarmCode> alarms() {
        return rig.ask(new AskIncidents()).stream().map(Alarm::code).toList();
    }

    @Test
    void whatComesAsItWasVouchedForRingsNothing() {
        rig.ask(new Greet(box.box(), tickets(box, 9, 1).hello()));
        assertThat(hears(signed(box, TestKeys.NEXT))).isTrue();
        rig.land(box.frame(Lane.URGENT, 1, 4));
        rig.land(box.frame(Lane.URGENT, 3, 9));
        assertThat(hears(signed(box, TestKeys.NEXT))).isTrue();
        assertThat(alarms()).isEmpty();
    }

    @Test
    void tailThatWasCutShowsAtTheNextGreetingAlsoAfterARestart() {
        var whole = tickets(new BoxJournal("w00070-1", 11), 9, 1);
        rig.ask(new Greet(box.box(), whole.hello()));
        rig.land(whole.frame(Lane.URGENT, 1, 4));
        hears(signed(whole, TestKeys.NEXT));
        rig.restart();
        var cut = tickets(box, 6, 1);
        rig.ask(new Greet(box.box(), cut.hello()));
        assertThat(alarms()).containsExactly(AlarmCode.TAIL_CUT);
        rig.ask(new Greet(box.box(), whole.hello()));
        hears(signed(whole, TestKeys.NEXT));
        assertThat(alarms()).as("the box has it after all").isEmpty();
    }

    @Test
    void journalWrittenAnewBehindTheCutShowsWhenItArrives() {
        var whole = tickets(new BoxJournal("w00070-1", 11), 9, 1);
        rig.ask(new Greet(box.box(), whole.hello()));
        hears(signed(whole, TestKeys.NEXT));
        var other = tickets(tickets(box, 6, 1), 6, 20);
        rig.land(other.frame(Lane.URGENT, 1, 8));
        assertThat(alarms()).isEmpty();
        rig.land(other.frame(Lane.URGENT, 9, 12));
        assertThat(alarms()).containsExactly(AlarmCode.CHECKPOINT_WRONG);
    }

    @Test
    void keyIsPinnedAtItsFirstUse() {
        rig.ask(new Greet(box.box(), tickets(box, 3, 1).hello()));
        hears(signed(box, TestKeys.NEXT));
        rig.restart();
        assertThat(hears(signed(box, TestKeys.STRANGER))).isFalse();
        assertThat(alarms()).containsExactly(AlarmCode.CHECKPOINT_WRONG);
    }

    @Test
    void newEpochMayComeWithANewKey() {
        rig.ask(new Greet(box.box(), tickets(box, 3, 1).hello()));
        var restored = new BoxJournal("w00070-1", 12);
        rig.ask(new Greet(box.box(), restored.hello()));
        tickets(restored, 3, 1);
        assertThat(hears(signed(restored, TestKeys.STRANGER))).isTrue();
        assertThat(hears(signed(restored, TestKeys.NEXT))).isFalse();
        assertThat(alarms()).containsExactly(AlarmCode.CHECKPOINT_WRONG);
    }

    @Test
    void forgedCheckpointIsNotTakenAndRings() {
        rig.ask(new Greet(box.box(), tickets(box, 3, 1).hello()));
        var good = signed(box, TestKeys.NEXT);
        assertThat(hears(new Checkpoint(TestKeys.CITY.verifyKey().raw(), good.claim())))
                .isFalse();
        var elsewhere = signed(tickets(new BoxJournal("w00004-1", 11), 3, 1), TestKeys.NEXT);
        assertThat(hears(elsewhere)).isFalse();
        assertThat(alarms()).containsExactly(AlarmCode.CHECKPOINT_WRONG);
        assertThat(hears(good)).as("nothing was pinned meanwhile").isTrue();
    }

    @Test
    void olderCheckpointThatComesLateChangesNothing() {
        rig.ask(new Greet(box.box(), tickets(box, 3, 1).hello()));
        var early = signed(box, TestKeys.NEXT);
        tickets(box, 3, 4);
        assertThat(hears(signed(box, TestKeys.NEXT))).isTrue();
        assertThat(hears(early)).isFalse();
        assertThat(alarms()).isEmpty();
    }
}

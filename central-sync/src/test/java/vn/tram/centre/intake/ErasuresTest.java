package vn.tram.centre.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tram.centre.BoxJournal;
import vn.tram.centre.CentreRig;
import vn.tram.centre.intake.IntakeCommand.AskEntries;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.intake.IntakeCommand.DamagedFrame;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.LandedLane;
import vn.tram.centre.intake.IntakeCommand.LookThrough;
import vn.tram.centre.intake.IntakeCommand.MendFrame;
import vn.tram.centre.intake.IntakeCommand.ProjectNext;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.EraseReason;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent.EntryErased;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.trust.Digest;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.FrameCodec;

/** What the centre keeps of an entry whose body its box erased. */
final class ErasuresTest {
    private static final int PERSONAL = 250;
    private static final Bytes BODY = Bytes.ofHex("a1016568656c6c6f");

    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    @BeforeEach
    void threePersonalRecords() {
        for (int i = 1; i <= 3; i++) {
            box.addSalted(MORNING, Lane.STATISTICS, PERSONAL, salt(i), BODY);
        }
    }

    private static Bytes salt(int which) {
        return Digest.of(new byte[] {(byte) which}).first(Entry.LEAST_SALT);
    }

    private void erases(long lseq) {
        box.add(MORNING, new EntryErased(11, Lane.STATISTICS, lseq, EraseReason.TERM_OVER));
    }

    private void project() {
        while (rig.project(box).more()) {
            rig.run();
        }
    }

    private Entry personal(long lseq) {
        return box.entries(Lane.STATISTICS).get((int) lseq - 1);
    }

    /** Every copy of an entry in what lies in the landing log. */
    private List<Entry> landed(long lseq) throws BadForm {
        var back = rig.ask(new AskEntries(box.box(), new FetchEntries(11, Lane.STATISTICS, 0)));
        var all = new ArrayList<Entry>();
        for (var raw : back.frames()) {
            FrameCodec.decode(raw.toArray()).entries().stream()
                    .filter(entry -> entry.lseq() == lseq)
                    .forEach(all::add);
        }
        return all;
    }

    private LandedLane lane() {
        int end = box.entries(Lane.STATISTICS).size();
        return new LandedLane(
                box.box(),
                11,
                Lane.STATISTICS,
                end,
                box.head(Lane.STATISTICS, end).hash());
    }

    private void nothingIsDamaged() {
        assertThat(rig.ask(new LookThrough(lane(), 0, LaneHead.START.hash())).damaged())
                .isEmpty();
        assertThat(rig.store.quarantined()).isEmpty();
    }

    private List<Long> parked() {
        return rig.store.parked().stream().map(one -> one.entry().lseq()).toList();
    }

    @Test
    void frameIsRewrittenAndWhatWasPutAsideGoes() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS));
        project();
        assertThat(parked()).containsExactly(1L, 2L, 3L);
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        project();
        assertThat(landed(2)).containsExactly(personal(2).erase());
        assertThat(landed(1)).containsExactly(personal(1));
        assertThat(parked()).containsExactly(1L, 3L);
        nothingIsDamaged();
    }

    @Test
    void severalOfOneFrameGoTogether() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS));
        erases(3);
        erases(1);
        erases(1);
        rig.land(box.frame(Lane.RECORDS));
        project();
        assertThat(landed(1)).containsExactly(personal(1).erase());
        assertThat(landed(2)).containsExactly(personal(2));
        assertThat(landed(3)).containsExactly(personal(3).erase());
        assertThat(parked()).as("shown in the same step as the fact").containsExactly(2L);
        nothingIsDamaged();
    }

    @Test
    void factThatComesBeforeItsEntryIsRemembered() throws BadForm {
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        project();
        rig.restart();
        rig.land(box.frame(Lane.STATISTICS));
        assertThat(landed(2))
                .as("not even for a moment")
                .containsExactly(personal(2).erase());
        project();
        assertThat(parked()).containsExactly(1L, 3L);
        nothingIsDamaged();
    }

    @Test
    void bodyLiesInOnePlaceThoughItsFrameCameWithOthers() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS, 1, 2));
        rig.land(box.frame(Lane.STATISTICS, 1, 3));
        assertThat(landed(2)).hasSize(1);
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        project();
        assertThat(landed(2)).containsExactly(personal(2).erase());
        nothingIsDamaged();
    }

    @Test
    void commitThatFailsErasesNothingAndTheNextOneAll() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS));
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        rig.store.failCommits(1);
        rig.refusal(new ProjectNext(box.box()));
        assertThat(landed(2)).containsExactly(personal(2));
        project();
        assertThat(landed(2)).containsExactly(personal(2).erase());
    }

    @Test
    void mendingBringsNoBodyBack() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS));
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        project();
        var start = LaneHead.START.hash();
        var end = box.head(Lane.STATISTICS, 3).hash();
        var whole = BoxJournal.raw(box.frame(Lane.STATISTICS));
        assertThat(rig.ask(new MendFrame(new DamagedFrame(lane(), 1, 3, start, end), whole)))
                .isTrue();
        assertThat(landed(2)).containsExactly(personal(2).erase());
        nothingIsDamaged();
    }

    @Test
    void entriesOfAnEpochThatIsOverAreErasedToo() throws BadForm {
        rig.land(box.frame(Lane.STATISTICS));
        project();
        var child = new BoxJournal("w00070-1", 12);
        child.add(MORNING, new EntryErased(11, Lane.STATISTICS, 2, EraseReason.ORDER));
        var heads = Map.of(Lane.STATISTICS, box.head(Lane.STATISTICS, 3));
        var memory = new Memory(0, Map.of(), Map.of(), List.of(new EndedEpoch(11, heads, TurnReason.HARDWARE)));
        var hello = child.hello();
        rig.ask(new Greet(
                child.box(),
                new Hello(hello.epoch(), hello.heads(), hello.clockMillis(), hello.software(), hello.feeds(), memory)));
        rig.land(child.frame(Lane.RECORDS));
        while (rig.project(child).more()) {
            rig.run();
        }
        assertThat(landed(2)).containsExactly(personal(2).erase());
    }

    @Test
    void centreThatDoesNotKnowTheKindParksNoErasedEntry() throws BadForm {
        rig.reader = entry -> entry.type() == PERSONAL ? Optional.empty() : EventTypes.decode(entry);
        rig.restart();
        erases(2);
        rig.land(box.frame(Lane.RECORDS));
        project();
        rig.land(box.frame(Lane.STATISTICS));
        project();
        assertThat(parked()).containsExactly(1L, 3L);
    }

    @Test
    void whatWasNeverSaltedStays() throws BadForm {
        box.addRaw(MORNING, Lane.STATISTICS, PERSONAL, 1, BODY);
        erases(4);
        rig.land(box.frame(Lane.STATISTICS));
        rig.land(box.frame(Lane.RECORDS));
        project();
        assertThat(landed(4)).as("a box gone bad takes no evidence away").containsExactly(personal(4));
        assertThat(rig.ask(new AskIncidents())).extracting(Alarm::scope).containsOnly("w00070-1");
    }
}

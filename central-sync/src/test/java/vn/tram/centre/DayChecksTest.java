package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.TODAY;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.kernel.hall.DayDigest;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.AskDays;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.TableDigest;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Topics;

final class DayChecksTest {
    private final CentreRig rig = new CentreRig().begin();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private void says(Control message) {
        rig.link.brings(Topics.up(box.box(), Lane.CONTROL), ControlCodec.encode(message));
        rig.run();
    }

    private void sends(long first, long last) {
        var frame = box.frame(Lane.URGENT, first, last);
        rig.link.brings(Topics.up(box.box(), Lane.URGENT), BoxJournal.raw(frame).toArray());
        rig.run();
    }

    /** Two tickets drawn, the second called. */
    private void day() {
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"), CentreRig.called("A2", 4));
        says(box.hello());
    }

    private List<Ticket> shown() {
        return List.copyOf(rig.store.tickets(box.box(), TODAY));
    }

    private DayDigests told(long lseq, int day, List<Ticket> tickets) {
        var table = new TableDigest(DayDigest.TICKETS, day, tickets.size(), DayDigest.of(tickets));
        return new DayDigests(11, Map.of(Lane.URGENT, lseq), List.of(table));
    }

    private List<Alarm> alarms() {
        return rig.ask(new AskIncidents());
    }

    @Test
    void equalDayRingsNothing() {
        day();
        sends(1, 3);
        says(told(3, TODAY, shown()));
        assertThat(rig.store.compared()).singleElement().satisfies(day -> {
            assertThat(day.same()).isTrue();
            assertThat(day.rowsThere()).isEqualTo(2);
        });
        assertThat(alarms()).isEmpty();
    }

    @Test
    void differenceNamesTableAndDayAndLastsUntilItIsGone() {
        day();
        sends(1, 3);
        says(told(3, TODAY, shown().subList(0, 1)));
        says(told(3, TODAY - 3, shown()));
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.code()).isEqualTo(AlarmCode.DAY_DIFFERS);
            assertThat(alarm.detail()).isEqualTo("table ticket, day 2026-11-23: the box has 1 rows, the centre 2");
        });
        rig.restart().begin();
        says(box.hello());
        assertThat(rig.link.saidTo(box.box(), AskDays.class))
                .as("asked for again at each greeting")
                .containsExactly(new AskDays(List.of(TODAY, TODAY - 3)));
        says(told(3, TODAY, shown()));
        assertThat(alarms()).as("another day still differs").hasSize(1);
        says(told(3, TODAY - 3, List.of()));
        assertThat(alarms()).isEmpty();
        says(box.hello());
        assertThat(rig.link.saidTo(box.box(), AskDays.class)).isEmpty();
    }

    @Test
    void changeInOneColumnIsSeen() {
        day();
        sends(1, 3);
        var other = shown().stream().map(ticket -> ticket.called(5, 1, 9)).toList();
        says(told(3, TODAY, other));
        assertThat(alarms()).extracting(Alarm::code).containsExactly(AlarmCode.DAY_DIFFERS);
    }

    @Test
    void whatIsNotShownYetIsComparedLater() {
        day();
        sends(1, 1);
        var whole = new CentreRig().begin();
        whole.ask(new vn.tram.centre.intake.IntakeCommand.Greet(box.box(), box.hello()));
        whole.land(box.frame(Lane.URGENT));
        whole.project(box);
        says(told(3, TODAY, List.copyOf(whole.store.tickets(box.box(), TODAY))));
        assertThat(rig.store.compared()).isEmpty();
        sends(2, 3);
        assertThat(rig.store.compared())
                .singleElement()
                .satisfies(day -> assertThat(day.same()).isTrue());
    }

    @Test
    void digestOfAnotherEpochOrAnUnknownTableIsLeftOut() {
        day();
        sends(1, 3);
        says(new DayDigests(12, Map.of(), told(3, TODAY, List.of()).tables()));
        says(new DayDigests(11, Map.of(), List.of(new TableDigest("dossier", TODAY, 9, DayDigest.of(List.of())))));
        assertThat(rig.store.compared()).isEmpty();
        assertThat(alarms()).isEmpty();
    }
}

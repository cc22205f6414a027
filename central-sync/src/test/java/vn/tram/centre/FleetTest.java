package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.HOAN_KIEM;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.TODAY;
import static vn.tram.centre.CentreRig.called;
import static vn.tram.centre.CentreRig.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.centre.fleet.DayFigures;
import vn.tram.centre.fleet.FleetCommand.AskAlive;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.fleet.FleetCommand.AskWards;
import vn.tram.centre.fleet.FleetCommand.HearBeat;
import vn.tram.centre.fleet.FleetCommand.LoseBox;
import vn.tram.centre.fleet.FleetCommand.Tick;
import vn.tram.centre.fleet.FleetRejection;
import vn.tram.centre.fleet.WardToday;
import vn.tram.centre.fleet.WardView.State;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.LineFigures;

final class FleetTest {
    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private WardToday ward() {
        return rig.ask(new AskWard(HOAN_KIEM));
    }

    private void beat(long head) {
        rig.ask(new HearBeat(
                box.box(), new Beat(11, Map.of(Lane.URGENT, head), rig.now().toEpochMilli(), 0)));
    }

    @Test
    void all126WardsAreThereBeforeAnyBoxSpeaks() {
        var view = rig.ask(new AskWards());
        assertThat(view.wards()).hasSize(126);
        assertThat(view.day()).isEqualTo("2026-11-23");
        assertThat(view.totals().never()).isEqualTo(126);
        assertThat(view.totals().meanWaitMs()).isNull();
        var ward = ward().ward();
        assertThat(ward.fullName()).isEqualTo("Phường Hoàn Kiếm");
        assertThat(ward.state()).isEqualTo(State.NEVER);
        assertThat(ward.since()).isNull();
        assertThat(ward.lastContact()).isNull();
        assertThat(ward().line().box()).isNull();
    }

    @Test
    void helloMakesAWardAlive() {
        rig.ask(new Greet(box.box(), box.add(MORNING, rig.issued("A1")).hello()));
        var ward = ward().ward();
        assertThat(ward.state()).isEqualTo(State.ALIVE);
        assertThat(ward.since()).isEqualTo(MORNING.toEpochMilli());
        assertThat(ward.version()).isEqualTo("0.1.0");
        assertThat(ward.behind()).isEqualTo(1);
        assertThat(rig.ask(new AskAlive())).containsExactly(box.box());
    }

    @Test
    void silenceOf150SecondsIsSilence() {
        rig.begin();
        beat(0);
        var last = rig.now().toEpochMilli();
        rig.pass(Duration.ofSeconds(150));
        assertThat(ward().ward().state()).isEqualTo(State.ALIVE);
        rig.pass(Duration.ofSeconds(10));
        assertThat(ward().ward().state()).isEqualTo(State.SILENT);
        assertThat(ward().ward().since()).isEqualTo(last);
        assertThat(ward().ward().lastContact()).isEqualTo(last);
        assertThat(rig.ask(new AskAlive())).isEmpty();
    }

    @Test
    void brokenConnectionIsSilenceAtOnceAndAWordEndsIt() {
        beat(0);
        rig.ask(new LoseBox(box.box()));
        assertThat(ward().ward().state()).isEqualTo(State.SILENT);
        rig.pass(Duration.ofSeconds(30));
        beat(0);
        assertThat(ward().ward().state()).isEqualTo(State.ALIVE);
        assertThat(ward().ward().since()).isEqualTo(rig.now().toEpochMilli());
    }

    @Test
    void aLandedFrameIsASignOfLife() {
        rig.land(box.add(MORNING, rig.issued("A1")).frame(Lane.URGENT));
        assertThat(ward().ward().state()).isEqualTo(State.ALIVE);
    }

    @Test
    void aliveSinceStaysWhileBeatsCome() {
        rig.begin();
        beat(0);
        var since = rig.now().toEpochMilli();
        for (int i = 0; i < 5; i++) {
            rig.pass(Duration.ofSeconds(60));
            beat(i);
        }
        assertThat(ward().ward().since()).isEqualTo(since);
    }

    @Test
    void behindIsWhatTheBoxHasAndTheCentreHasNot() {
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"), rig.issued("A3"));
        rig.land(box.frame(Lane.URGENT, 1, 1));
        beat(3);
        assertThat(ward().ward().behind()).isEqualTo(2);
        assertThat(ward().line().head()).isEqualTo(3);
        assertThat(ward().line().durable()).isEqualTo(1);
        assertThat(ward().line().applied()).isZero();
        assertThat(ward().line().epoch()).isEqualTo("b");
        rig.land(box.frame(Lane.URGENT, 2, 3));
        assertThat(ward().ward().behind()).isZero();
    }

    @Test
    void twoBoxesOfAWardAddUp() {
        var second = new BoxJournal("w00070-2", 12);
        rig.land(box.add(MORNING, rig.issued("A1")).frame(Lane.URGENT));
        rig.land(second.add(MORNING, rig.issued("A1"), rig.issued("A2")).frame(Lane.URGENT));
        rig.project(box);
        rig.project(second);
        assertThat(ward().ward().issuedToday()).isEqualTo(3);
        assertThat(ward().boxes()).containsExactly(box.box(), second.box());
        rig.ask(new LoseBox(box.box()));
        assertThat(ward().ward().state()).isEqualTo(State.ALIVE);
    }

    @Test
    void wardOrBoxOutsideTheCityIsRefused() {
        assertThat(rig.refusal(new AskWard(new WardCode("99999")))).isEqualTo(FleetRejection.WARD_UNKNOWN);
        var beat = new Beat(1, Map.of(), 0, 0);
        assertThat(rig.refusal(new HearBeat(new BoxId("w99999-1"), beat))).isEqualTo(FleetRejection.WARD_UNKNOWN);
        assertThat(rig.refusal(new HearBeat(new BoxId("lantern"), beat))).isEqualTo(FleetRejection.WARD_UNKNOWN);
    }

    @Test
    void restartRemembersWhoWasAliveAndWhen() {
        beat(4);
        rig.restart();
        assertThat(ward().ward().state()).isEqualTo(State.ALIVE);
        assertThat(ward().ward().behind()).isEqualTo(4);
        rig.time.advance(Duration.ofMinutes(5));
        rig.ask(new Tick());
        assertThat(ward().ward().state()).isEqualTo(State.SILENT);
        rig.restart();
        assertThat(ward().ward().state()).isEqualTo(State.SILENT);
    }

    @Test
    void lineIsShownAsTheBoxLastFoundItAndOnlyWhileItSpeaks() {
        var now = rig.now().toEpochMilli();
        long boxClock = now + 5_000;
        var line = new LineFigures(8_000, 300, boxClock - 60_000);
        rig.ask(new HearBeat(box.box(), new Beat(11, Map.of(Lane.URGENT, 4L), boxClock, 0, List.of(), line)));
        rig.restart();
        assertThat(ward().line().bytesPerSecond()).isEqualTo(8_000);
        assertThat(ward().line().roundTripMs()).isEqualTo(300);
        assertThat(ward().line().oldestWaiting()).isEqualTo(now - 60_000);
        assertThat(ward().ward().bytesPerSecond()).isEqualTo(8_000);
        rig.ask(new LoseBox(box.box()));
        assertThat(ward().ward().bytesPerSecond()).isNull();
        assertThat(ward().ward().roundTripMs()).isNull();
        assertThat(ward().ward().oldestWaiting()).isEqualTo(now - 60_000);
    }

    @Test
    void nothingWaitsThatTheCentreHas() {
        var line = new LineFigures(0, 0, rig.now().toEpochMilli());
        rig.ask(new HearBeat(box.box(), new Beat(11, Map.of(), 0, 0, List.of(), line)));
        assertThat(ward().ward().oldestWaiting()).isNull();
        assertThat(ward().ward().bytesPerSecond()).isNull();
    }

    @Test
    void cityCountsIncidentsOfNoWardToo() {
        beat(0);
        assertThat(rig.ask(new AskWards()).totals().alarms()).isZero();
        rig.ask(new ReportTrouble("", AlarmCode.UNKNOWN_BOX, "who is that"));
        rig.ask(new ReportTrouble(box.box().value(), AlarmCode.BAD_BYTES, "what is that"));
        assertThat(rig.ask(new AskWards()).totals().alarms()).isEqualTo(2);
        assertThat(ward().ward().alarms()).isEqualTo(1);
    }

    @Test
    void troublesOfTheBoxCountAsAlarms() {
        rig.ask(new HearBeat(box.box(), new Beat(11, Map.of(), 0, 2)));
        assertThat(ward().ward().alarms()).isEqualTo(2);
        rig.ask(new HearBeat(box.box(), new Beat(11, Map.of(), 0, -5)));
        assertThat(ward().ward().alarms()).isZero();
    }

    @Test
    void totalsAreOfAllTickets() {
        var other = new BoxJournal("w00004-1", 5);
        box.add(MORNING, rig.issued("A1"), rig.issued("A2"));
        box.add(MORNING.plusSeconds(100), called("A1", 1));
        other.add(MORNING, rig.issued("A1"));
        other.add(MORNING.plusSeconds(400), called("A1", 1));
        for (var each : new BoxJournal[] {box, other}) {
            rig.land(each.frame(Lane.URGENT));
            rig.project(each);
        }
        var totals = rig.ask(new AskWards()).totals();
        assertThat(totals.issuedToday()).isEqualTo(3);
        assertThat(totals.waiting()).isEqualTo(1);
        assertThat(totals.alive()).isEqualTo(2);
        assertThat(totals.meanWaitMs()).isEqualTo(250_000);
    }

    @Test
    void figuresOfADayTellHoursSeriesCountersAndTickets() {
        rig.begin();
        box.add(MORNING, rig.issued("A1"), rig.issued("C1"));
        box.add(MORNING.plusSeconds(3_600), called("A1", 3));
        box.add(MORNING.plusSeconds(3_660), new QueueEvent.ServingStarted(ticket("A1"), 3));
        box.add(MORNING.plusSeconds(3_900), new QueueEvent.ServingFinished(ticket("A1"), 3));
        box.add(MORNING.plusSeconds(3_910), called("C1", 3));
        rig.land(box.frame(Lane.URGENT));
        rig.project(box);
        DayFigures figures = ward().figures();
        assertThat(figures.hours())
                .containsExactly(new DayFigures.Hour(9, 2, 0, 0, null), new DayFigures.Hour(10, 0, 2, 1, 3_755_000L));
        assertThat(figures.series()).hasSize(8);
        assertThat(figures.series())
                .filteredOn(series -> series.code().equals("A"))
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.served()).isEqualTo(1);
                    assertThat(series.meanWaitMs()).isEqualTo(3_600_000);
                    assertThat(series.name().vi()).isNotEmpty().isNotEqualTo("A");
                });
        assertThat(figures.counters()).containsExactly(new DayFigures.Counter(3, "CALLED", "C001", 1, 240_000L));
        assertThat(figures.tickets()).hasSize(2);
        assertThat(figures.tickets().get(0).number()).isEqualTo("C001");
        assertThat(figures.tickets().get(1).state()).isEqualTo(TicketState.DONE);
        assertThat(ward().today()).isEqualTo(TODAY);
    }

    @Test
    void onlyTheLastFiftyTicketsAreListed() {
        for (int i = 1; i <= 60; i++) {
            box.add(MORNING.plusSeconds(i), rig.issued("A" + i));
        }
        rig.land(box.frame(Lane.URGENT));
        rig.project(box);
        assertThat(ward().figures().tickets()).hasSize(50);
        assertThat(ward().figures().tickets().get(0).number()).isEqualTo("A060");
    }
}

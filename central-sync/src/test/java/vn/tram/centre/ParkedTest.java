package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.centre.CentreRig.MORNING;
import static vn.tram.centre.CentreRig.TODAY;
import static vn.tram.centre.CentreRig.ticket;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.Lane;

/** A centre that does not know everything that boxes write, and the one that comes after it on the same data. */
final class ParkedTest {
    private static final int ISSUED = 2;
    private static final int TRANSFERRED = 10;
    private static final int STARTED = 40;

    private final CentreRig rig = new CentreRig();
    private final BoxJournal box = new BoxJournal("w00070-1", 11);

    private static EventReader without(int... types) {
        var unknown = Set.copyOf(java.util.Arrays.stream(types).boxed().toList());
        return entry -> unknown.contains(entry.type()) ? Optional.empty() : EventTypes.decode(entry);
    }

    /** Two days of a hall; A2 of each goes to another series and is finished there. */
    private void twoDays() {
        for (int day = TODAY - 1; day <= TODAY; day++) {
            var at = MORNING.minus(Duration.ofDays(TODAY - day));
            box.add(at, new QueueEvent.DayOpened(day));
            box.add(at, new NodeEvent.NodeStarted("0.1.0"));
            for (var label : List.of("A1", "A2", "B1")) {
                box.add(at, rig.issued(ticket(day, label)));
            }
            var moved = ticket(day, "A2");
            box.add(
                    at.plusSeconds(60),
                    new QueueEvent.TicketCalled(moved, 1, 1, vn.tram.kernel.hall.CallRule.FIRST_COME, ""),
                    new QueueEvent.TicketTransferred(moved, 1, 'B', ""),
                    new QueueEvent.TicketCalled(moved, 2, 1, vn.tram.kernel.hall.CallRule.FIRST_COME, ""),
                    new QueueEvent.ServingStarted(moved, 2),
                    new QueueEvent.ServingFinished(moved, 2));
        }
    }

    private void takesAll(CentreRig centre, int perFrame) {
        centre.ask(new Greet(box.box(), box.hello()));
        for (var lane : List.of(Lane.URGENT, Lane.STATISTICS)) {
            int all = box.entries(lane).size();
            for (int first = 1; first <= all; first += perFrame) {
                centre.land(box.frame(lane, first, Math.min(all, first + perFrame - 1)));
            }
        }
        while (centre.project(box).more()) {
            centre.run();
        }
    }

    private List<Ticket> tickets(CentreRig centre, int day) {
        return centre.store.tickets(box.box(), day).stream()
                .sorted(Comparator.comparing(Ticket::key))
                .toList();
    }

    private CentreRig thatKnewAll() {
        var other = new CentreRig();
        takesAll(other, 100);
        return other;
    }

    private void upgraded() {
        rig.reader = EventTypes::decode;
        rig.restart().begin();
    }

    private void assertAllIsAsIfItHadBeenKnown() {
        var wanted = thatKnewAll();
        for (int day = TODAY - 1; day <= TODAY; day++) {
            assertThat(tickets(rig, day)).as("day %s", day).isEqualTo(tickets(wanted, day));
        }
        assertThat(rig.store.parked()).isEmpty();
        assertThat(rig.store.quarantined()).isEmpty();
        assertThat(alarms()).doesNotContain(AlarmCode.PARKED);
        var ward = rig.ask(new AskWard(CentreRig.HOAN_KIEM)).ward();
        assertThat(ward.servedToday()).isEqualTo(1);
    }

    private List<AlarmCode> alarms() {
        return rig.ask(new AskIncidents()).stream().map(Alarm::code).toList();
    }

    @Test
    void whatIsNotKnownIsKeptAndToldUntilSoftwareComesThatKnowsIt() {
        rig.reader = without(TRANSFERRED, STARTED);
        rig.restart();
        twoDays();
        takesAll(rig, 4);
        assertThat(rig.store.parked()).hasSize(4);
        assertThat(alarms()).containsExactly(AlarmCode.PARKED);
        rig.restart().begin();
        assertThat(rig.store.parked()).as("the same software again").hasSize(4);
        assertThat(alarms()).containsExactly(AlarmCode.PARKED);
        upgraded();
        assertAllIsAsIfItHadBeenKnown();
    }

    @Test
    void whatCouldNotBeShownWithoutItIsShownToo() {
        rig.reader = without(ISSUED);
        rig.restart();
        twoDays();
        takesAll(rig, 3);
        assertThat(rig.store.quarantined())
                .as("events of tickets that nobody saw drawn")
                .hasSize(10);
        upgraded();
        assertAllIsAsIfItHadBeenKnown();
    }

    @Test
    void takenUpTwiceIsAsOnce() {
        rig.reader = without(ISSUED, TRANSFERRED);
        rig.restart();
        twoDays();
        takesAll(rig, 7);
        rig.reader = without(TRANSFERRED);
        rig.restart().begin();
        assertThat(rig.store.quarantined()).isEmpty();
        assertThat(rig.store.parked()).as("known only to the next release").hasSize(2);
        upgraded();
        upgraded();
        assertAllIsAsIfItHadBeenKnown();
    }

    @Test
    void failedCommitTakesNothingUpByHalves() {
        rig.reader = without(TRANSFERRED);
        rig.restart();
        twoDays();
        takesAll(rig, 5);
        rig.reader = EventTypes::decode;
        rig.restart();
        rig.store.failCommits(1);
        rig.begin();
        assertThat(rig.store.parked()).hasSize(2);
        upgraded();
        assertAllIsAsIfItHadBeenKnown();
    }

    @Test
    void entryThatFitsNoDayGoesToQuarantine() {
        rig.reader = without(ISSUED, TRANSFERRED);
        rig.restart();
        twoDays();
        box.add(MORNING.plusSeconds(90), new QueueEvent.TicketTransferred(ticket("C9"), 1, 'B', ""));
        takesAll(rig, 100);
        upgraded();
        assertThat(rig.store.parked()).isEmpty();
        assertThat(rig.store.quarantined())
                .singleElement()
                .satisfies(broken -> assertThat(broken.why()).contains("does not fit"));
        assertThat(tickets(rig, TODAY)).hasSize(3);
    }
}

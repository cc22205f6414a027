package vn.tram.edge.sync.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.epochs.Histories.Merged;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueEvent.DayOpened;
import vn.tram.kernel.hall.QueueEvent.NumbersSkipped;
import vn.tram.kernel.hall.QueueEvent.ServingFinished;
import vn.tram.kernel.hall.QueueEvent.ServingStarted;
import vn.tram.kernel.hall.QueueEvent.TicketCalled;
import vn.tram.kernel.hall.QueueEvent.TicketExpired;
import vn.tram.kernel.hall.QueueEvent.TicketIssued;
import vn.tram.kernel.hall.QueueEvent.TicketRestated;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;

class HistoriesTest {
    private static final int DAY = 20_780;
    private static final long NOW = 1_800_000_000_000L;

    private final Histories histories = new Histories();
    private JournalHead head = JournalHead.start(5);

    private static TicketKey key(int day, int number) {
        return new TicketKey(day, 'A', number);
    }

    private static TicketIssued issued(int day, int number) {
        return new TicketIssued(key(day, number), new UUID(day, number), "", Channel.KIOSK);
    }

    private static TicketCalled called(int number, int counter) {
        return new TicketCalled(key(DAY, number), counter, 1, CallRule.FIRST_COME, "");
    }

    private Entry entry(QueueEvent event) {
        var stamped = EventTypes.place(head, event, 1_000 + head.lsn());
        head = head.after(stamped);
        return stamped.entry();
    }

    private HistoriesTest both(QueueEvent... events) throws StoreFailure {
        for (var event : events) {
            histories.both(entry(event));
        }
        return this;
    }

    private HistoriesTest theirs(QueueEvent... events) throws StoreFailure {
        for (var event : events) {
            histories.theirs(entry(event));
        }
        return this;
    }

    private HistoriesTest ours(QueueEvent... events) throws StoreFailure {
        for (var event : events) {
            histories.ours(entry(event));
        }
        return this;
    }

    private static List<Ticket> tickets(List<QueueEvent> events) {
        var tickets = new ArrayList<Ticket>();
        for (var event : events) {
            if (event instanceof TicketRestated restated) {
                tickets.add(restated.ticket());
            }
        }
        return tickets;
    }

    private static Ticket ticket(List<QueueEvent> events, int number) {
        return tickets(events).stream()
                .filter(ticket -> ticket.key().number() == number)
                .findFirst()
                .orElseThrow();
    }

    private Merged merged() {
        return histories.merge(NOW);
    }

    @Test
    void ticketsThatWereLostComeBackAndThoseOfOursStay() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1)).theirs(issued(DAY, 2)).ours(issued(DAY, 80));
        var today = merged().today();
        assertThat(today.get(0)).isEqualTo(new DayOpened(DAY));
        assertThat(tickets(today)).extracting(one -> one.key().number()).containsExactly(1, 2, 80);
        assertThat(merged().otherDays()).isEmpty();
        assertThat(merged().rows()).isEmpty();
    }

    @Test
    void whatBecameOfATicketWhileItWasLostIsNotForgotten() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1), issued(DAY, 2));
        theirs(called(1, 3), new ServingStarted(key(DAY, 1), 3), new ServingFinished(key(DAY, 1), 3));
        ours(called(2, 3));
        assertThat(ticket(merged().today(), 1).state()).isEqualTo(TicketState.DONE);
        assertThat(ticket(merged().today(), 2).state()).isEqualTo(TicketState.CALLED);
    }

    @Test
    void ticketThatTheHallWorkedOnSinceStandsAsItDoesInTheHall() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1));
        theirs(called(1, 3), new ServingStarted(key(DAY, 1), 3), new ServingFinished(key(DAY, 1), 3));
        ours(called(1, 5));
        assertThat(ticket(merged().today(), 1).state()).isEqualTo(TicketState.CALLED);
        assertThat(ticket(merged().today(), 1).counter()).isEqualTo(5);
    }

    @Test
    void atACounterWhereSomebodyStandsALostTicketWaitsAgainInItsOldPlace() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1), issued(DAY, 2));
        theirs(called(1, 3));
        ours(called(2, 3));
        var back = ticket(merged().today(), 1);
        assertThat(back.state()).isEqualTo(TicketState.WAITING);
        assertThat(back.rankAt()).isEqualTo(back.issuedAt());
    }

    @Test
    void onADayThatIsOverNobodyWaitsAnyMore() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1));
        theirs(issued(DAY, 2));
        ours(new TicketExpired(key(DAY, 1)), new DayOpened(DAY + 1), issued(DAY + 1, 1));
        var others = tickets(merged().otherDays());
        assertThat(others).extracting(Ticket::state).containsOnly(TicketState.EXPIRED);
        assertThat(others).extracting(one -> one.key().number()).containsExactly(1, 2);
        assertThat(merged().today().get(0)).isEqualTo(new DayOpened(DAY + 1));
    }

    @Test
    void dayThatOnlyTheCentreHasIsWrittenHereAndNotToldAgain() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1));
        theirs(new TicketExpired(key(DAY, 1)), new DayOpened(DAY + 1), issued(DAY + 1, 1));
        theirs(new TicketExpired(key(DAY + 1, 1)), new DayOpened(DAY + 2), issued(DAY + 2, 1));
        ours(new TicketExpired(key(DAY, 1)), new DayOpened(DAY + 3));
        assertThat(merged().rows()).extracting(one -> one.key().day()).contains(DAY + 1);
        assertThat(tickets(merged().otherDays()))
                .extracting(one -> one.key().day())
                .doesNotContain(DAY + 1);
    }

    @Test
    void noNumberIsGivenAgain() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1));
        theirs(issued(DAY, 2), issued(DAY, 3));
        ours(new NumbersSkipped(DAY, 'A', 75), new NumbersSkipped(DAY, 'B', 74));
        assertThat(merged().today()).contains(new NumbersSkipped(DAY, 'A', 75), new NumbersSkipped(DAY, 'B', 74));
    }

    @Test
    void whatOnlyRepeatsTheBeginningTouchesNothing() throws StoreFailure {
        both(new DayOpened(DAY), issued(DAY, 1));
        var waiting = Ticket.issued(key(DAY, 1), new UUID(DAY, 1), "", Channel.KIOSK, 1_001);
        theirs(called(1, 3));
        ours(new DayOpened(DAY), new TicketRestated(waiting));
        assertThat(ticket(merged().today(), 1).state()).isEqualTo(TicketState.CALLED);
    }
}

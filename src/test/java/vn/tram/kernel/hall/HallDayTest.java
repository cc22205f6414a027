package vn.tram.kernel.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.kernel.hall.QueueEvent.ActionUndone;
import vn.tram.kernel.hall.QueueEvent.ServingFinished;
import vn.tram.kernel.hall.QueueEvent.ServingStarted;
import vn.tram.kernel.hall.QueueEvent.TicketAbsent;
import vn.tram.kernel.hall.QueueEvent.TicketCalled;
import vn.tram.kernel.hall.QueueEvent.TicketCancelled;
import vn.tram.kernel.hall.QueueEvent.TicketExpired;
import vn.tram.kernel.hall.QueueEvent.TicketHeld;
import vn.tram.kernel.hall.QueueEvent.TicketIssued;
import vn.tram.kernel.hall.QueueEvent.TicketTransferred;

class HallDayTest {
    private static final int DAY = 20_779;

    private final HallDay hall = new HallDay(DAY);
    private long now = 1_000_000;
    private long lsn;

    @Test
    void numberOfASeriesIsNeverGivenTwiceHoweverTheTicketsEnd() {
        issue('A', 1);
        issue('A', 2);
        tell(new TicketCancelled(key('A', 2), 1));
        assertThat(hall.nextNumber('A')).isEqualTo(3);
        assertThat(hall.nextNumber('C')).isEqualTo(1);
        assertThat(hall.issuedToday()).isEqualTo(2);
    }

    @Test
    void waitShownToPeopleEndsAtTheFirstCallWhateverComesAfter() {
        issue('A', 1);
        long first = call(1, 'A', 1, 1);
        call(1, 'A', 1, 2);
        tell(new ServingStarted(key('A', 1), 1));
        tell(new TicketTransferred(key('A', 1), 1, 'C', "cần trích lục"));
        long there = call(2, 'A', 1, 1);
        long again = call(2, 'A', 1, 2);
        var ticket = ticket('A', 1);
        assertThat(ticket.firstCalledAt()).isEqualTo(first);
        assertThat(ticket.firstCallHereAt()).isEqualTo(there);
        assertThat(ticket.calledAt()).isEqualTo(again);
    }

    @Test
    void timeServedAtTheSecondCounterDoesNotBeginAtTheFirst() {
        issue('A', 1);
        call(1, 'A', 1, 1);
        tell(new ServingStarted(key('A', 1), 1));
        now += 600_000;
        tell(new TicketTransferred(key('A', 1), 1, 'C', "cần trích lục"));
        assertThat(ticket('A', 1).startedAt()).isZero();
        now += 600_000;
        call(2, 'A', 1, 1);
        tell(new ServingStarted(key('A', 1), 2));
        now += 120_000;
        tell(new ServingFinished(key('A', 1), 2));
        assertThat(hall.counter(2).served()).isEqualTo(1);
        assertThat(hall.counter(2).servedMillis()).isBetween(120_000L, 125_000L);
        assertThat(hall.counter(1).served()).isZero();
    }

    @Test
    void transferredTicketKeepsItsNumberAndItsPlaceByArrival() {
        issue('C', 1);
        issue('A', 1);
        issue('C', 2);
        call(1, 'A', 1, 1);
        tell(new TicketTransferred(key('A', 1), 1, 'C', "nhầm quầy"));
        assertThat(labels('C')).containsExactly("C001", "A001", "C002");
        assertThat(hall.waiting('A')).isEmpty();
        assertThat(hall.counter(1).current()).isNull();
    }

    @Test
    void boardKeepsTheNewestEightCalls() {
        for (int i = 1; i <= 10; i++) {
            issue('A', i);
            call(1, 'A', i, 1);
            tell(new TicketCancelled(key('A', i), 1));
        }
        assertThat(hall.calls()).extracting(call -> call.key().number()).containsExactly(10, 9, 8, 7, 6, 5, 4, 3);
        assertThat(hall.calls()).extracting(Call::lsn).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void undoneCallLeavesTheBoardAndTheLineAsTheyWere() {
        issue('A', 1);
        issue('A', 2);
        var before = ticket('A', 1);
        call(1, 'A', 1, 1);
        tell(new ActionUndone(1, CounterAction.CALL_NEXT, before));
        assertThat(labels('A')).containsExactly("A001", "A002");
        assertThat(hall.calls()).isEmpty();
        assertThat(hall.counter(1).current()).isNull();
        assertThat(hall.counter(1).last()).isNull();
    }

    @Test
    void undoneFinishAndAbsenceAreNotCounted() {
        issue('A', 1);
        call(1, 'A', 1, 1);
        tell(new ServingStarted(key('A', 1), 1));
        var serving = ticket('A', 1);
        now += 60_000;
        tell(new ServingFinished(key('A', 1), 1));
        tell(new ActionUndone(1, CounterAction.FINISH, serving));
        assertThat(hall.counter(1).served()).isZero();
        assertThat(hall.counter(1).servedMillis()).isZero();
        assertThat(hall.counter(1).current()).isEqualTo(key('A', 1));
        issue('A', 2);
        call(2, 'A', 2, 1);
        var called = ticket('A', 2);
        tell(new TicketAbsent(key('A', 2), 2));
        assertThat(hall.counter(2).absent()).isEqualTo(1);
        tell(new ActionUndone(2, CounterAction.ABSENT, called));
        assertThat(hall.counter(2).absent()).isZero();
        assertThat(hall.counter(2).current()).isEqualTo(key('A', 2));
    }

    @Test
    void undoOfAnActOnAListLeavesTheTicketAtTheCounterAlone() {
        issue('A', 1);
        issue('A', 2);
        call(1, 'A', 1, 1);
        var waiting = ticket('A', 2);
        tell(new TicketCancelled(key('A', 2), 1));
        assertThat(hall.counter(1).current()).isEqualTo(key('A', 1));
        assertThat(hall.counter(1).last())
                .isNotNull()
                .satisfies(last -> assertThat(last.action()).isEqualTo(CounterAction.CANCEL));
        tell(new ActionUndone(1, CounterAction.CANCEL, waiting));
        assertThat(hall.counter(1).current()).isEqualTo(key('A', 1));
        assertThat(labels('A')).containsExactly("A002");
    }

    @Test
    void expiredTicketFreesItsCounter() {
        issue('A', 1);
        call(1, 'A', 1, 1);
        tell(new TicketExpired(key('A', 1)));
        assertThat(hall.counter(1).current()).isNull();
        assertThat(hall.counter(1).last()).isNull();
        assertThat(ticket('A', 1).state()).isEqualTo(TicketState.EXPIRED);
    }

    @Test
    void eventThatDoesNotFitIsABug() {
        issue('A', 1);
        assertThatThrownBy(() -> issue('A', 1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tell(new TicketHeld(key('A', 9), 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> tell(new QueueEvent.DayOpened(DAY + 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () -> tell(new TicketIssued(new TicketKey(DAY + 1, 'A', 1), new UUID(0, 1), "", Channel.KIOSK)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void dayRestoredFromItsTicketsEqualsTheFold(long seed) {
        for (var timed : WardDay.events(DAY, seed, 120)) {
            hall.apply(timed.event(), timed.at(), ++lsn);
            if (lsn % 40 == 0) {
                checkRestored();
            }
        }
        checkRestored();
        assertThat(hall.issuedToday()).isEqualTo(120);
    }

    private void checkRestored() {
        var restored = HallDay.restore(DAY, List.copyOf(hall.tickets()));
        assertThat(restored.sorted()).isEqualTo(hall.sorted());
        assertThat(restored.waitingTotal()).isEqualTo(hall.waitingTotal());
        for (char series = 'A'; series <= 'Z'; series++) {
            assertThat(List.copyOf(restored.waiting(series))).isEqualTo(List.copyOf(hall.waiting(series)));
            assertThat(restored.nextNumber(series)).isEqualTo(hall.nextNumber(series));
        }
        for (int number = 1; number <= 6; number++) {
            var fold = hall.counter(number);
            var again = restored.counter(number);
            assertThat(again.current()).isEqualTo(fold.current());
            assertThat(again.served()).isEqualTo(fold.served());
            assertThat(again.servedMillis()).isEqualTo(fold.servedMillis());
            assertThat(again.absent())
                    .as("those who came back are no longer known")
                    .isLessThanOrEqualTo(fold.absent());
        }
        var recalled = hall.calls().stream().map(Call::key).collect(Collectors.toSet());
        assertThat(restored.calls().get(0).key()).isIn(recalled);
    }

    private static TicketKey key(char series, int number) {
        return new TicketKey(DAY, series, number);
    }

    private Ticket ticket(char series, int number) {
        return hall.ticket(key(series, number)).orElseThrow();
    }

    private List<String> labels(char series) {
        return hall.waiting(series).stream().map(ticket -> ticket.key().label()).toList();
    }

    private void issue(char series, int number) {
        tell(new TicketIssued(key(series, number), new UUID(0, number), "", Channel.KIOSK));
    }

    private long call(int counter, char series, int number, int times) {
        tell(new TicketCalled(key(series, number), counter, times, CallRule.FIRST_COME, ""));
        return now;
    }

    private void tell(QueueEvent event) {
        hall.apply(event, now += 1_000, ++lsn);
    }
}

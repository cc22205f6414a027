package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.HallDriver.MONDAY;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.CALL_NEXT;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.FINISH;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.HOLD;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.START;

import java.time.Duration;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.OpenDay;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.ShowTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.QueueEvent;

class DayChangeTest {
    private final HallDriver hall = new HallDriver();

    @Test
    void openTicketsOfYesterdayExpireBeforeTheNewDayOpens() {
        hall.issue('A', 6);
        hall.does(1, CALL_NEXT);
        hall.does(2, CALL_NEXT);
        hall.does(2, START);
        hall.does(2, HOLD);
        hall.does(2, CALL_NEXT);
        hall.does(2, START);
        hall.does(2, FINISH);
        hall.does(2, TicketVerb.CANCEL, "A004");
        hall.at(MONDAY + 1, "00:00");
        int before = hall.journal.size();
        assertThat(hall.reply(new OpenDay())).isTrue();
        assertThat(hall.journal.subList(before, hall.journal.size()))
                .<Event>extracting(HallDriver.Kept::event)
                .containsExactly(expired(1), expired(2), expired(5), expired(6), new QueueEvent.DayOpened(MONDAY + 1));
        assertThat(hall.reply(new OpenDay())).as("once").isFalse();
        assertThat(hall.today().issuedToday()).isZero();
    }

    private static QueueEvent expired(int number) {
        return new QueueEvent.TicketExpired(new vn.tram.kernel.hall.TicketKey(MONDAY, 'A', number));
    }

    @Test
    void numbersBeginAtOneOnceABusinessDay() {
        hall.issue('A', 2);
        hall.at(MONDAY + 1, "08:00");
        assertThat(hall.issue('A', 1)).containsExactly("A001");
        hall.at(MONDAY + 1, "16:59");
        assertThat(hall.issue('A', 1)).containsExactly("A002");
        hall.at(MONDAY + 2, "08:00");
        assertThat(hall.issue('A', 1)).containsExactly("A001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Ho_Chi_Minh", "Pacific/Honolulu"})
    void midnightIsTheOneOfTheHallWhateverTheMachineThinks(String zone) {
        var machine = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            hall.issue('A', 1);
            hall.at(MONDAY, "23:59");
            assertThat(hall.reply(new OpenDay())).isFalse();
            hall.pass(Duration.ofMinutes(1));
            assertThat(hall.reply(new ShowHall()).day()).isEqualTo("2026-11-24");
            assertThat(hall.reply(new OpenDay())).isTrue();
            hall.at(MONDAY + 1, "06:59");
            assertThat(hall.reply(new OpenDay()))
                    .as("seven o'clock is midnight in Greenwich")
                    .isFalse();
            hall.at(MONDAY + 1, "07:01");
            assertThat(hall.reply(new OpenDay())).isFalse();
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    @Test
    void firstActOfADayOpensItWhenNobodyElseDid() {
        hall.issue('A', 1);
        hall.at(MONDAY + 1, "08:00");
        var decision = hall.press(new IssueTicket(new UUID(0, 9), 'A', "", Channel.KIOSK));
        assertThat(decision.changes())
                .<Class<?>>extracting(Object::getClass)
                .containsExactly(
                        QueueEvent.TicketExpired.class, QueueEvent.DayOpened.class, QueueEvent.TicketIssued.class);
        assertThat(hall.line('A')).containsExactly("A001");
    }

    @Test
    void refusedActDoesNotOpenADay() {
        hall.issue('A', 1);
        hall.at(MONDAY + 1, "08:00");
        hall.assertRefuses(QueueRejection.NOTHING_WAITING, 1, CALL_NEXT);
        assertThat(hall.today().day()).isEqualTo(MONDAY);
    }

    @Test
    void yesterdaysTicketsAndActsAreUnknownOnceTheDayHasChanged() {
        hall.issue('A', 2);
        hall.does(1, CALL_NEXT);
        hall.at(MONDAY + 1, "00:00:01");
        hall.assertRefuses(QueueRejection.TICKET_UNKNOWN, new ShowTicket("A001"));
        hall.assertRefuses(QueueRejection.NO_CURRENT_TICKET, 1, FINISH);
        hall.assertRefuses(QueueRejection.NOTHING_TO_UNDO, 1, QueueCommand.CounterVerb.UNDO);
        assertThat(hall.reply(new ShowCounter(1)).current()).isNull();
        assertThat(hall.reply(new ShowHall()).calls()).isEmpty();
        hall.press(new OpenDay());
        hall.assertRefuses(QueueRejection.NOTHING_TO_UNDO, 1, QueueCommand.CounterVerb.UNDO);
    }

    @Test
    void powerLostBeforeMidnightLosesNothingAndExpiresTheOpenOnes() {
        hall.at(MONDAY, "16:59");
        hall.issue('A', 7);
        hall.at(MONDAY + 1, "00:04").restart();
        assertThat(hall.reply(new OpenDay())).isTrue();
        assertThat(hall.journal.stream().filter(kept -> kept.event() instanceof QueueEvent.TicketExpired))
                .hasSize(7);
        hall.restart();
        assertThat(hall.reply(new OpenDay()))
                .as("opened once, also after another restart")
                .isFalse();
    }

    @Test
    void daysNobodyWorkedAreSkipped() {
        hall.issue('A', 1);
        hall.at(MONDAY + 30, "08:00");
        hall.press(new OpenDay());
        assertThat(hall.today().day()).isEqualTo(MONDAY + 30);
        assertThat(hall.journal.stream().filter(kept -> kept.event() instanceof QueueEvent.DayOpened))
                .hasSize(2);
    }
}

package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.HallDriver.MONDAY;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.TicketState;

class IssueTest {
    private final HallDriver hall = new HallDriver();

    @Test
    void everySeriesCountsForItself() {
        assertThat(hall.issue('A', 3)).containsExactly("A001", "A002", "A003");
        assertThat(hall.issue('C', 2)).containsExactly("C001", "C002");
        assertThat(hall.issue('A', 1)).containsExactly("A004");
    }

    @Test
    void slipSaysWhoIsBeforeIt() {
        hall.issue('A', 2);
        hall.issue('C', 1);
        var reply = HallDriver.accepted(hall.press(new IssueTicket(hall.id(), 'A', "2.000815", Channel.KIOSK)));
        assertThat(reply.ahead()).isEqualTo(2);
        assertThat(reply.ticket().state()).isEqualTo(TicketState.WAITING);
        assertThat(reply.ticket().procedure()).isEqualTo("2.000815");
        assertThat(reply.ticket()).isEqualTo(hall.ticket("A003"));
    }

    @Test
    void ticketIdsAreMadeByTheBoxAndDiffer() {
        var first = hall.issue('A');
        var second = hall.issue('A');
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.id().version()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 07:59:59.999, NOT_YET_OPEN, 08:00",
        "0, 08:00, '', ",
        "0, 11:59:59.999, '', ",
        "0, 12:00, NOT_YET_OPEN, 13:30",
        "0, 13:29:59, NOT_YET_OPEN, 13:30",
        "0, 13:30, '', ",
        "0, 16:59:59.999, '', ",
        "0, 17:00, AFTER_HOURS, ",
        "0, 23:59:59, AFTER_HOURS, ",
        "0, 00:00, NOT_YET_OPEN, 08:00",
        "0, 07:01, NOT_YET_OPEN, 08:00",
        "5, 09:00, '', ",
        "6, 09:00, DAY_OFF, "
    })
    void hoursOfTheHallDecide(int daysAfterMonday, String time, String reason, String opensAt) {
        hall.at(MONDAY + daysAfterMonday, time);
        var view = hall.reply(new ShowHall());
        if (reason.isEmpty()) {
            assertThat(view.open()).isTrue();
            assertThat(hall.issue('A').key().number()).isEqualTo(1);
        } else {
            assertThat(view.open()).isFalse();
            assertThat(view.closedReason()).isEqualTo(reason);
            assertThat(view.opensAt()).isEqualTo(opensAt);
            hall.assertRefuses(QueueRejection.HALL_CLOSED, new IssueTicket(hall.id(), 'A', "", Channel.KIOSK));
        }
    }

    @Test
    void numbersWidenPast999AndNeverWrap() {
        hall.settings(Settings.maxPerSeries(9_999));
        for (int i = 0; i < 998; i++) {
            hall.issue('A');
        }
        assertThat(hall.issue('A', 4)).containsExactly("A999", "A1000", "A1001", "A1002");
        assertThat(hall.line('A')).endsWith("A999", "A1000", "A1001", "A1002");
    }

    @Test
    void fullSeriesIsRefusedAndTheOthersGoOn() {
        hall.settings(Settings.maxPerSeries(2));
        hall.issue('A', 2);
        hall.assertRefuses(QueueRejection.DAY_FULL, new IssueTicket(hall.id(), 'A', "", Channel.KIOSK));
        hall.does(1, QueueCommand.CounterVerb.CALL_NEXT);
        hall.assertRefuses(QueueRejection.DAY_FULL, new IssueTicket(hall.id(), 'A', "", Channel.KIOSK));
        assertThat(hall.issue('C', 1)).containsExactly("C001");
        hall.settings(Settings.maxPerSeries(3));
        assertThat(hall.issue('A', 1)).containsExactly("A003");
    }

    @Test
    void lastNumberOfAllIs9999() {
        hall.settings(Settings.maxPerSeries(9_999));
        for (int i = 0; i < 9_999; i++) {
            hall.issue('A');
        }
        hall.assertRefuses(QueueRejection.DAY_FULL, new IssueTicket(hall.id(), 'A', "", Channel.KIOSK));
    }

    @Test
    void numberThatWasGivenBackIsNotGivenAgain() {
        hall.issue('A', 2);
        hall.does(1, QueueCommand.TicketVerb.CANCEL, "A002");
        assertThat(hall.issue('A', 1)).containsExactly("A003");
    }

    @Test
    void afterARestartNumbersGoOn() {
        hall.issue('A', 3);
        hall.restart().pass(Duration.ofMinutes(1));
        assertThat(hall.issue('A', 1)).containsExactly("A004");
        assertThat(hall.line('A')).containsExactly("A001", "A002", "A003", "A004");
    }

    @Test
    void seriesThatNobodyServesOrThatIsClosedGivesNoNumbers() {
        hall.settings(Settings.closedSeries(List.of("C")));
        hall.assertRefuses(QueueRejection.SERIES_CLOSED, issue('C'));
        hall.settings(Settings.closedSeries(List.of()));
        assertThat(hall.issue('C', 1)).containsExactly("C001");
        hall.settings(Settings.counter(1, "A"));
        hall.assertRefuses(QueueRejection.SERIES_CLOSED, issue('C'));
        assertThat(hall.reply(new ShowHall()).series())
                .filteredOn(HallView.SeriesLine::open)
                .extracting(HallView.SeriesLine::code)
                .containsExactly("A");
    }

    @Test
    void pausedHallGivesNoNumbersButServesWhoIsThere() {
        hall.issue('A', 1);
        hall.settings(Settings.paused(true));
        hall.assertRefuses(QueueRejection.HALL_CLOSED, issue('A'));
        assertThat(hall.reply(new ShowHall()).closedReason()).isEqualTo("PAUSED");
        assertThat(hall.does(1, QueueCommand.CounterVerb.CALL_NEXT).key().label())
                .isEqualTo("A001");
    }

    @Test
    void clockOfANewBoxWithoutABatteryLosesNoNumber() {
        hall.at(0, "09:00");
        assertThat(hall.issue('A', 2)).containsExactly("A001", "A002");
        hall.restart();
        assertThat(hall.issue('A', 1)).as("a number is never given twice").containsExactly("A003");
        assertThat(hall.today().day()).isZero();
    }

    private static IssueTicket issue(char series) {
        return new IssueTicket(new UUID(0, 1), series, "", Channel.KIOSK);
    }
}

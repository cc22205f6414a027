package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.ABSENT;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.CALL_NEXT;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.FINISH;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.HOLD;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.RECALL;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.START;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketState;

class CounterActsTest {
    private final HallDriver hall = new HallDriver();

    /** The state machine of a ticket at a counter, whole: state, key, and the state after it or the refusal. */
    @ParameterizedTest
    @CsvSource({
        "none,    RECALL, NO_CURRENT_TICKET",
        "none,    START,  NO_CURRENT_TICKET",
        "none,    HOLD,   NO_CURRENT_TICKET",
        "none,    FINISH, NO_CURRENT_TICKET",
        "none,    ABSENT, NO_CURRENT_TICKET",
        "none,    CALL_NEXT, CALLED",
        "CALLED,  CALL_NEXT, COUNTER_BUSY",
        "CALLED,  RECALL, CALLED",
        "CALLED,  START,  SERVING",
        "CALLED,  HOLD,   WRONG_STATE",
        "CALLED,  FINISH, WRONG_STATE",
        "CALLED,  ABSENT, NO_SHOW",
        "SERVING, CALL_NEXT, COUNTER_BUSY",
        "SERVING, RECALL, WRONG_STATE",
        "SERVING, START,  WRONG_STATE",
        "SERVING, HOLD,   HELD",
        "SERVING, FINISH, DONE",
        "SERVING, ABSENT, WRONG_STATE"
    })
    void everyKeyInEveryState(String state, CounterVerb verb, String expected) {
        hall.settings(Settings.rules(new vn.tram.firmware.settings.WardSettings.Rules(1, 0, 0, 30_000)));
        hall.issue('A', 1);
        if (!state.equals("none")) {
            hall.does(1, CALL_NEXT);
        }
        if (state.equals("SERVING")) {
            hall.does(1, START);
        }
        checkOutcome(new ActAtCounter(hall.id(), 1, verb), expected);
    }

    /** Acts on a ticket in a list, in each of its states. */
    @ParameterizedTest
    @CsvSource({
        "WAITING,   CALL,   CALLED",
        "WAITING,   RESUME, WRONG_STATE",
        "WAITING,   RETURN, WRONG_STATE",
        "WAITING,   CANCEL, CANCELLED",
        "CALLED,    CALL,   ALREADY_CALLED",
        "CALLED,    RESUME, WRONG_STATE",
        "CALLED,    RETURN, WRONG_STATE",
        "CALLED,    CANCEL, WRONG_STATE",
        "SERVING,   CALL,   ALREADY_CALLED",
        "SERVING,   RESUME, WRONG_STATE",
        "SERVING,   RETURN, WRONG_STATE",
        "SERVING,   CANCEL, WRONG_STATE",
        "HELD,      CALL,   WRONG_STATE",
        "HELD,      RESUME, SERVING",
        "HELD,      RETURN, WRONG_STATE",
        "HELD,      CANCEL, CANCELLED",
        "NO_SHOW,   CALL,   WRONG_STATE",
        "NO_SHOW,   RESUME, WRONG_STATE",
        "NO_SHOW,   RETURN, WAITING",
        "NO_SHOW,   CANCEL, WRONG_STATE",
        "DONE,      CALL,   WRONG_STATE",
        "DONE,      RESUME, WRONG_STATE",
        "DONE,      RETURN, WRONG_STATE",
        "DONE,      CANCEL, WRONG_STATE",
        "CANCELLED, CALL,   WRONG_STATE",
        "CANCELLED, RESUME, WRONG_STATE",
        "CANCELLED, RETURN, WRONG_STATE",
        "CANCELLED, CANCEL, WRONG_STATE"
    })
    void everyActOnAListInEveryState(TicketState state, TicketVerb verb, String expected) {
        hall.issue('A', 1);
        bring(state);
        checkOutcome(new ActOnTicket(hall.id(), 2, verb, "A001", "có hẹn"), expected);
    }

    private void bring(TicketState state) {
        switch (state) {
            case WAITING -> assertThat(hall.line('A')).containsExactly("A001");
            case CALLED -> hall.does(1, CALL_NEXT);
            case SERVING -> serve(1);
            case HELD -> {
                serve(1);
                hall.does(1, HOLD);
            }
            case NO_SHOW -> hall.absent(1);
            case DONE -> {
                serve(1);
                hall.does(1, FINISH);
            }
            case CANCELLED -> hall.does(1, TicketVerb.CANCEL, "A001");
            case EXPIRED -> throw new AssertionError("the next day");
        }
        assertThat(hall.ticket("A001").state()).isEqualTo(state);
    }

    private void serve(int counter) {
        hall.does(counter, CALL_NEXT);
        hall.does(counter, START);
    }

    private void checkOutcome(QueueCommand<TicketReply> command, String expected) {
        var before = hall.ticket("A001");
        var decision = hall.press(command);
        if (decision.rejection() != null) {
            assertThat(decision.rejection().name()).isEqualTo(expected);
            assertThat(hall.ticket("A001")).isEqualTo(before);
        } else {
            assertThat(hall.ticket("A001").state()).hasToString(expected);
            assertThat(HallDriver.accepted(decision).ticket())
                    .as("the answer is what stands afterwards")
                    .isEqualTo(hall.ticket("A001"));
        }
    }

    @Test
    void oneWaitingTicketHasOneWinnerHoweverManyPress() {
        hall.issue('A', 1);
        assertThat(hall.does(1, CALL_NEXT).key().label()).isEqualTo("A001");
        hall.assertRefuses(QueueRejection.NOTHING_WAITING, 2, CALL_NEXT);
        hall.assertRefuses(QueueRejection.ALREADY_CALLED, 2, TicketVerb.CALL, "A001");
        assertThat(hall.ticket("A001").counter()).isEqualTo(1);
    }

    @Test
    void secondPressAtTheSameCounterCallsNobodyElse() {
        hall.issue('A', 2);
        hall.does(1, CALL_NEXT);
        hall.assertRefuses(QueueRejection.COUNTER_BUSY, 1, CALL_NEXT);
        assertThat(hall.line('A')).containsExactly("A002");
    }

    @Test
    void recallWaitsForItsGapAndCounts() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.pass(Duration.ofSeconds(10));
        assertThat(hall.does(1, RECALL).callNo()).isEqualTo(2);
        hall.assertRefuses(QueueRejection.TOO_SOON_TO_RECALL, 1, RECALL);
        hall.pass(Duration.ofSeconds(10));
        assertThat(hall.does(1, RECALL).callNo()).isEqualTo(3);
        assertThat(hall.today().calls()).hasSize(3);
    }

    @Test
    void absentNeedsThreeCallsAndAMinute() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.pass(Duration.ofSeconds(10)).does(1, RECALL);
        hall.pass(Duration.ofSeconds(10)).does(1, RECALL);
        hall.assertRefuses(QueueRejection.TOO_SOON_FOR_ABSENT, 1, ABSENT);
        hall.pass(Duration.ofMillis(39_999));
        hall.assertRefuses(QueueRejection.TOO_SOON_FOR_ABSENT, 1, ABSENT);
        hall.pass(Duration.ofMillis(1));
        assertThat(hall.does(1, ABSENT).state()).isEqualTo(TicketState.NO_SHOW);
        assertThat(hall.today().counter(1).absent()).isEqualTo(1);
    }

    @Test
    void callOutOfTurnNeedsAReasonAndKeepsIt() {
        hall.issue('A', 3);
        var tooLong = "x".repeat(QueueCommand.MAX_REASON + 1);
        hall.assertRefuses(QueueRejection.REASON_REQUIRED, new ActOnTicket(hall.id(), 1, TicketVerb.CALL, "A003", ""));
        hall.assertRefuses(
                QueueRejection.REASON_REQUIRED, new ActOnTicket(hall.id(), 1, TicketVerb.CALL, "A003", tooLong));
        hall.press(new ActOnTicket(hall.id(), 1, TicketVerb.CALL, "A003", "  người cao tuổi "));
        assertThat(hall.journal.get(hall.journal.size() - 1).event())
                .isEqualTo(new QueueEvent.TicketCalled(
                        hall.ticket("A003").key(), 1, 1, CallRule.OUT_OF_TURN, "người cao tuổi"));
    }

    @Test
    void counterMayCallAnyTicketByNameButNextOnlyOfItsSeries() {
        hall.issue('E', 1);
        hall.assertRefuses(QueueRejection.NOTHING_WAITING, 1, CALL_NEXT);
        assertThat(hall.does(1, TicketVerb.CALL, "E001").counter()).isEqualTo(1);
    }

    @Test
    void transferNeedsAnOpenSeriesOfTheCityAndAReason() {
        hall.issue('A', 1);
        hall.assertRefuses(QueueRejection.NO_CURRENT_TICKET, new Transfer(hall.id(), 1, 'C', "nhầm"));
        hall.does(1, CALL_NEXT);
        hall.assertRefuses(QueueRejection.SERIES_UNKNOWN, new Transfer(hall.id(), 1, 'X', "nhầm"));
        hall.assertRefuses(QueueRejection.SAME_SERIES, new Transfer(hall.id(), 1, 'A', "nhầm"));
        hall.assertRefuses(QueueRejection.REASON_REQUIRED, new Transfer(hall.id(), 1, 'C', " "));
        hall.settings(Settings.closedSeries(java.util.List.of("C")));
        hall.assertRefuses(QueueRejection.SERIES_CLOSED, new Transfer(hall.id(), 1, 'C', "nhầm"));
        hall.settings(Settings.closedSeries(java.util.List.of()));
        var longest = " " + "x".repeat(QueueCommand.MAX_REASON) + " ";
        assertThat(hall.press(new Transfer(hall.id(), 1, 'C', longest)).rejection())
                .isNull();
        assertThat(hall.line('C')).containsExactly("A001");
    }

    @Test
    void wholePathOfTheAcceptanceScenarioIsOneTicket() {
        hall.issue('A', 1);
        long first = hall.does(1, CALL_NEXT).calledAt();
        hall.pass(Duration.ofSeconds(15)).does(1, RECALL);
        hall.pass(Duration.ofSeconds(15)).does(1, START);
        hall.pass(Duration.ofMinutes(2)).does(1, HOLD);
        hall.pass(Duration.ofMinutes(2)).does(1, TicketVerb.RESUME, "A001");
        hall.pass(Duration.ofMinutes(1)).transfers(1, 'C');
        hall.pass(Duration.ofMinutes(1)).does(3, CALL_NEXT);
        hall.pass(Duration.ofSeconds(30)).does(3, RECALL);
        hall.pass(Duration.ofSeconds(30)).does(3, RECALL);
        hall.does(3, ABSENT);
        hall.pass(Duration.ofMinutes(5)).does(3, TicketVerb.RETURN, "A001");
        hall.does(3, CALL_NEXT);
        hall.does(3, CounterVerb.UNDO);
        hall.does(3, CALL_NEXT);
        hall.does(3, START);
        var done = hall.pass(Duration.ofMinutes(3)).does(3, FINISH);
        assertThat(done.key().label()).isEqualTo("A001");
        assertThat(done.series()).isEqualTo('C');
        assertThat(done.firstCalledAt()).isEqualTo(first);
        assertThat(done.endedAt() - done.startedAt()).isEqualTo(180_000);
        assertThat(hall.today().counter(3).servedMillis()).isEqualTo(180_000);
        assertThat(hall.today().issuedToday()).isEqualTo(1);
    }

    @Test
    void counterTheCityTookAwayFinishesItsTicketAndIsGone() {
        hall.issue('A', 2);
        hall.does(1, CALL_NEXT);
        hall.settings(Settings.counter(2, "A", "C"));
        hall.does(1, START);
        assertThat(hall.reply(new ShowCounter(1)).current()).isNotNull();
        hall.does(1, FINISH);
        hall.assertRefuses(QueueRejection.COUNTER_UNKNOWN, 1, CALL_NEXT);
        hall.assertRefuses(QueueRejection.COUNTER_UNKNOWN, new ShowCounter(1));
        hall.assertRefuses(QueueRejection.COUNTER_UNKNOWN, 1, TicketVerb.CANCEL, "A002");
        hall.assertRefuses(QueueRejection.COUNTER_UNKNOWN, new Transfer(hall.id(), 1, 'C', "nhầm"));
        assertThat(hall.does(2, CALL_NEXT).key().label()).isEqualTo("A002");
    }

    @Test
    void ticketsOfASeriesTheCityTookAwayAreStillServedByName() {
        hall.issue('K', 1);
        hall.settings(Settings.counter(1, "A"));
        assertThat(hall.reply(new ShowHall()).series()).hasSize(8);
        assertThat(hall.does(1, TicketVerb.CALL, "K001").state()).isEqualTo(TicketState.CALLED);
    }

    @ParameterizedTest
    @CsvSource({"a001", "A1", "'A001 '", "A0001", "''", "💥", "A002"})
    void ticketThatIsNotThereIsUnknown(String label) {
        hall.issue('A', 1);
        hall.assertRefuses(QueueRejection.TICKET_UNKNOWN, 1, TicketVerb.CALL, label);
        hall.assertRefuses(QueueRejection.TICKET_UNKNOWN, new QueueCommand.ShowTicket(label));
    }

    @Test
    void consoleShowsItsLinesInTurnAndItsDay() {
        hall.issue('V', 1);
        hall.issue('A', 3);
        hall.does(1, CALL_NEXT);
        hall.does(1, START);
        hall.pass(Duration.ofMinutes(4)).does(1, FINISH);
        var view = hall.reply(new ShowCounter(1));
        assertThat(view.waiting()).extracting(TicketView::number).containsExactly("A001", "A002", "A003");
        assertThat(view.waiting()).extracting(TicketView::ahead).containsExactly(0, 1, 2);
        assertThat(view.waitingTotal()).isEqualTo(3);
        assertThat(view.today().served()).isEqualTo(1);
        assertThat(view.today().meanServiceMs()).isEqualTo(240_000L);
        assertThat(view.undo()).isNotNull();
        assertThat(view.series()).containsExactly("A", "V");
    }
}

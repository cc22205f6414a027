package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.ABSENT;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.CALL_NEXT;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.FINISH;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.HOLD;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.RECALL;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.START;
import static vn.tram.edge.queue.QueueCommand.CounterVerb.UNDO;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.hall.CounterAction;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

class UndoTest {
    private final HallDriver hall = new HallDriver();

    @ParameterizedTest
    @EnumSource(CounterAction.class)
    void everyActIsTakenBackAndTheTicketStandsAsBefore(CounterAction action) {
        hall.issue('A', 3);
        prepare(action);
        var before = hall.ticket("A001");
        var line = hall.line('A');
        var current = current();
        var counter = hall.today().counter(1);
        hall.pass(Duration.ofSeconds(1));
        act(action);
        assertThat(hall.ticket("A001")).isNotEqualTo(before);
        var shown = hall.reply(new ShowCounter(1)).undo();
        assertThat(shown).isNotNull();
        assertThat(shown == null ? null : shown.action()).isEqualTo(action);
        hall.pass(Duration.ofSeconds(30));
        assertThat(hall.does(1, UNDO)).isEqualTo(before);
        assertThat(hall.ticket("A001")).isEqualTo(before);
        assertThat(hall.line('A')).isEqualTo(line);
        assertThat(hall.line('C')).isEmpty();
        assertThat(current()).isEqualTo(current);
        assertThat(hall.today().counter(1).served()).isEqualTo(counter.served());
        assertThat(hall.today().counter(1).servedMillis()).isEqualTo(counter.servedMillis());
        assertThat(hall.today().counter(1).absent()).isEqualTo(counter.absent());
        assertThat(hall.reply(new ShowCounter(1)).undo()).isNull();
        hall.assertRefuses(QueueRejection.NOTHING_TO_UNDO, 1, UNDO);
        act(action);
        assertThat(hall.ticket("A001")).as("the act can be done again").isNotEqualTo(before);
    }

    private void prepare(CounterAction action) {
        switch (action) {
            case CALL_NEXT, CALL, CANCEL ->
                assertThat(hall.ticket("A001").state()).isEqualTo(TicketState.WAITING);
            case RECALL, START -> hall.does(1, CALL_NEXT);
            case HOLD, FINISH, TRANSFER -> serve();
            case RESUME -> {
                serve();
                hall.does(1, HOLD);
            }
            case ABSENT -> {
                hall.does(1, CALL_NEXT);
                hall.pass(Duration.ofSeconds(30)).does(1, RECALL);
                hall.pass(Duration.ofSeconds(30)).does(1, RECALL);
            }
            case RETURN -> hall.absent(1);
        }
        hall.pass(Duration.ofSeconds(20));
    }

    private void serve() {
        hall.does(1, CALL_NEXT);
        hall.does(1, START);
    }

    private void act(CounterAction action) {
        switch (action) {
            case CALL_NEXT -> hall.does(1, CALL_NEXT);
            case CALL -> hall.does(1, TicketVerb.CALL, "A001");
            case RECALL -> hall.does(1, RECALL);
            case START -> hall.does(1, START);
            case HOLD -> hall.does(1, HOLD);
            case RESUME -> hall.does(1, TicketVerb.RESUME, "A001");
            case FINISH -> hall.does(1, FINISH);
            case ABSENT -> hall.does(1, ABSENT);
            case TRANSFER -> hall.transfers(1, 'C');
            case RETURN -> hall.does(1, TicketVerb.RETURN, "A001");
            case CANCEL -> hall.does(1, TicketVerb.CANCEL, "A001");
        }
    }

    private List<TicketKey> current() {
        var key = hall.today().counter(1).current();
        return key == null ? List.of() : List.of(key);
    }

    @Test
    void undoComesTooLateAfterThirtySeconds() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.pass(Duration.ofMillis(30_001));
        hall.assertRefuses(QueueRejection.UNDO_TOO_LATE, 1, UNDO);
        assertThat(hall.reply(new ShowCounter(1)).undo()).isNull();
    }

    @Test
    void anotherCounterCannotUndoWhatThisOneDid() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.assertRefuses(QueueRejection.NOTHING_TO_UNDO, 2, UNDO);
        assertThat(hall.ticket("A001").counter()).isEqualTo(1);
    }

    @Test
    void transferIsNotUndoneOnceTheOtherCounterHasCalled() {
        hall.issue('A', 1);
        serve();
        hall.transfers(1, 'C');
        hall.does(3, CALL_NEXT);
        refusesUndo();
        hall.does(3, UNDO);
        assertThat(hall.does(1, UNDO).state())
                .as("called back, it stands as it was sent")
                .isEqualTo(TicketState.SERVING);
        assertThat(hall.today().counter(3).current()).isNull();
    }

    @Test
    void transferIsNotUndoneOnceTheTicketWasSentOn() {
        hall.issue('A', 1);
        serve();
        hall.transfers(1, 'C');
        hall.does(3, CALL_NEXT);
        hall.transfers(3, 'E');
        refusesUndo();
        assertThat(hall.line('E')).containsExactly("A001");
        assertThat(hall.does(3, UNDO).counter()).isEqualTo(3);
    }

    @Test
    void absenceIsNotUndoneOnceAnotherCounterMarkedTheTicketAbsentToo() {
        hall.settings(Settings.rules(new Rules(1, 0, 0, 30_000)));
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.does(1, ABSENT);
        hall.does(2, TicketVerb.RETURN, "A001");
        hall.does(2, CALL_NEXT);
        hall.does(2, ABSENT);
        refusesUndo();
        assertThat(hall.ticket("A001").counter()).isEqualTo(2);
    }

    @Test
    void holdIsNotUndoneOnceAnotherCounterTookTheTicketUp() {
        hall.issue('A', 1);
        serve();
        hall.does(1, HOLD);
        hall.does(2, TicketVerb.RESUME, "A001");
        refusesUndo();
        hall.does(2, HOLD);
        refusesUndo();
        assertThat(hall.does(2, UNDO).state()).isEqualTo(TicketState.SERVING);
    }

    @Test
    void cancellationIsUndoneWhileAnotherTicketStandsAtTheCounter() {
        hall.issue('A', 2);
        hall.does(1, CALL_NEXT);
        hall.does(1, TicketVerb.CANCEL, "A002");
        assertThat(hall.does(1, UNDO).state()).isEqualTo(TicketState.WAITING);
        assertThat(current()).containsExactly(hall.ticket("A001").key());
        assertThat(hall.ticket("A001").state()).isEqualTo(TicketState.CALLED);
    }

    @Test
    void finishIsNotUndoneOnceTheNextWasCalled() {
        hall.issue('A', 2);
        serve();
        hall.does(1, FINISH);
        hall.does(1, CALL_NEXT);
        assertThat(hall.does(1, UNDO).key().label())
                .as("the call is the last act")
                .isEqualTo("A002");
        refusesUndo();
        assertThat(hall.ticket("A001").state()).isEqualTo(TicketState.DONE);
    }

    @Test
    void whatWasUndoneIsStillInTheJournal() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        int before = hall.journal.size();
        hall.does(1, UNDO);
        assertThat(hall.journal).hasSize(before + 1);
        var fold = hall.refolded().today();
        assertThat(fold.sorted()).isEqualTo(List.<Ticket>copyOf(hall.today().sorted()));
    }

    @Test
    void undoIsStillPossibleAfterARestart() {
        hall.issue('A', 1);
        hall.does(1, CALL_NEXT);
        hall.restart();
        assertThat(hall.does(1, UNDO).state()).isEqualTo(TicketState.WAITING);
    }

    private void refusesUndo() {
        hall.assertRefuses(QueueRejection.NOTHING_TO_UNDO, 1, UNDO);
        assertThat(hall.reply(new ShowCounter(1)).undo()).isNull();
    }
}

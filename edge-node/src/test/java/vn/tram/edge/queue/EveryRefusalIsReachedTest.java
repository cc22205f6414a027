package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.ShowTicket;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.kernel.hall.Channel;

/** A refusal nobody can get is dead words in two languages; this provokes each. */
class EveryRefusalIsReachedTest {
    private final HallDriver hall = new HallDriver();

    @ParameterizedTest
    @EnumSource(QueueRejection.class)
    void refusalCanBeProvokedAndChangesNothing(QueueRejection why) {
        var command = provoke(why);
        hall.assertRefuses(why, command);
        assertThat(hall.ask(command).changes()).isEmpty();
    }

    private QueueCommand<?> provoke(QueueRejection why) {
        return switch (why) {
            case SERIES_UNKNOWN -> issue('X', "");
            case SERIES_CLOSED -> {
                hall.settings(Settings.closedSeries(List.of("A")));
                yield issue('A', "");
            }
            case HALL_CLOSED -> {
                hall.settings(Settings.paused(true));
                yield issue('A', "");
            }
            case PROCEDURE_UNKNOWN -> issue('A', "9.999999");
            case COUNTER_UNKNOWN -> act(77, CounterVerb.CALL_NEXT);
            case COUNTER_BUSY -> {
                hall.issue('A', 2);
                hall.does(1, CounterVerb.CALL_NEXT);
                yield act(1, CounterVerb.CALL_NEXT);
            }
            case NO_CURRENT_TICKET -> act(1, CounterVerb.FINISH);
            case NOTHING_WAITING -> {
                hall.issue('E', 1);
                yield act(1, CounterVerb.CALL_NEXT);
            }
            case TICKET_UNKNOWN -> new ShowTicket("A404");
            case WRONG_STATE -> {
                called(Duration.ZERO);
                yield act(1, CounterVerb.FINISH);
            }
            case ALREADY_CALLED -> {
                called(Duration.ZERO);
                yield new ActOnTicket(hall.id(), 2, TicketVerb.CALL, "A001", "có hẹn");
            }
            case TOO_SOON_TO_RECALL -> {
                called(Duration.ofMillis(9_999));
                yield act(1, CounterVerb.RECALL);
            }
            case TOO_SOON_FOR_ABSENT -> {
                called(Duration.ofMinutes(10));
                yield act(1, CounterVerb.ABSENT);
            }
            case NOTHING_TO_UNDO -> act(1, CounterVerb.UNDO);
            case UNDO_TOO_LATE -> {
                called(Duration.ofMillis(30_001));
                yield act(1, CounterVerb.UNDO);
            }
            case REASON_REQUIRED -> {
                hall.issue('A', 1);
                yield new ActOnTicket(hall.id(), 1, TicketVerb.CALL, "A001", " \t ");
            }
            case SAME_SERIES -> {
                called(Duration.ZERO);
                yield new Transfer(hall.id(), 1, 'A', "nhầm");
            }
            case DISK_FULL -> onAFullDisk();
            case DAY_FULL -> oneMoreThanADayHolds();
        };
    }

    private QueueCommand<?> oneMoreThanADayHolds() {
        hall.settings(Settings.maxPerSeries(1));
        hall.issue('A', 1);
        return issue('A', "");
    }

    private QueueCommand<?> onAFullDisk() {
        hall.diskFull(true);
        return issue('A', "");
    }

    private void called(Duration ago) {
        hall.issue('A', 1);
        hall.does(1, CounterVerb.CALL_NEXT);
        hall.pass(ago);
    }

    private IssueTicket issue(char series, String procedure) {
        return new IssueTicket(hall.id(), series, procedure, Channel.KIOSK);
    }

    private ActAtCounter act(int counter, CounterVerb verb) {
        return new ActAtCounter(hall.id(), counter, verb);
    }
}

package vn.tram.edge.queue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.hall.CallRule;
import vn.tram.kernel.hall.CounterState;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

/** Decides what one counter may do now; one object per decision, nothing kept. */
final class CounterDesk {
    /** A returned citizen waits behind the next two (queue rules, 3.1). */
    private static final int BEHIND_NEXT = 2;

    /** How long after the absence a returning citizen keeps that place; later it is the end of the line. */
    private static final long RETURN_WINDOW_MS = 30 * 60_000L;

    private final HallDay today;
    private final Moment moment;
    private final HallRules rules;
    private final int counter;
    private final CounterState state;

    CounterDesk(HallDay today, Moment moment, HallRules rules, int counter) {
        this.today = today;
        this.moment = moment;
        this.rules = rules;
        this.counter = counter;
        this.state = today.counter(counter);
    }

    Decision<TicketReply> act(CounterVerb verb) {
        if (unknown()) {
            return Decision.refuse(QueueRejection.COUNTER_UNKNOWN);
        }
        if (verb == CounterVerb.CALL_NEXT) {
            return callNext();
        }
        if (verb == CounterVerb.UNDO) {
            return undo();
        }
        var current = current();
        if (current == null) {
            return Decision.refuse(QueueRejection.NO_CURRENT_TICKET);
        }
        return switch (verb) {
            case RECALL -> recall(current);
            case START ->
                current.state() == TicketState.CALLED
                        ? done(
                                current.serving(counter, moment.millis()),
                                new QueueEvent.ServingStarted(current.key(), counter))
                        : Decision.refuse(QueueRejection.WRONG_STATE);
            case HOLD ->
                current.state() == TicketState.SERVING
                        ? done(current.held(), new QueueEvent.TicketHeld(current.key(), counter))
                        : Decision.refuse(QueueRejection.WRONG_STATE);
            case FINISH ->
                current.state() == TicketState.SERVING
                        ? done(
                                current.ended(TicketState.DONE, moment.millis()),
                                new QueueEvent.ServingFinished(current.key(), counter))
                        : Decision.refuse(QueueRejection.WRONG_STATE);
            case ABSENT -> absent(current);
            case CALL_NEXT, UNDO -> throw new AssertionError(verb);
        };
    }

    Decision<TicketReply> act(ActOnTicket act) {
        if (unknown()) {
            return Decision.refuse(QueueRejection.COUNTER_UNKNOWN);
        }
        var found = find(today, act.ticket());
        if (found.isEmpty()) {
            return Decision.refuse(QueueRejection.TICKET_UNKNOWN);
        }
        var ticket = found.get();
        return switch (act.verb()) {
            case CALL -> callOutOfTurn(ticket, act.reason().strip());
            case RESUME -> resume(ticket);
            case RETURN -> comeBack(ticket);
            case CANCEL ->
                ticket.state() == TicketState.WAITING || ticket.state() == TicketState.HELD
                        ? done(
                                ticket.ended(TicketState.CANCELLED, moment.millis()),
                                new QueueEvent.TicketCancelled(ticket.key(), counter))
                        : Decision.refuse(QueueRejection.WRONG_STATE);
        };
    }

    Decision<TicketReply> transfer(Transfer command) {
        if (unknown()) {
            return Decision.refuse(QueueRejection.COUNTER_UNKNOWN);
        }
        var current = current();
        if (current == null) {
            return Decision.refuse(QueueRejection.NO_CURRENT_TICKET);
        }
        char series = command.series();
        if (rules.service(series).isEmpty()) {
            return Decision.refuse(QueueRejection.SERIES_UNKNOWN);
        }
        if (series == current.series()) {
            return Decision.refuse(QueueRejection.SAME_SERIES);
        }
        if (!rules.givesNumbers(series)) {
            return Decision.refuse(QueueRejection.SERIES_CLOSED);
        }
        var reason = command.reason().strip();
        if (!reasonGiven(reason)) {
            return Decision.refuse(QueueRejection.REASON_REQUIRED);
        }
        return done(
                current.waitingAgain(series, current.rankAt()),
                new QueueEvent.TicketTransferred(current.key(), counter, series, reason));
    }

    private Decision<TicketReply> callNext() {
        if (state.current() != null) {
            return Decision.refuse(QueueRejection.COUNTER_BUSY);
        }
        List<String> series = rules.seriesOf(counter);
        return WardQueue.first(today, series)
                .map(next -> call(next, CallRule.FIRST_COME, ""))
                .orElse(Decision.refuse(QueueRejection.NOTHING_WAITING));
    }

    private Decision<TicketReply> callOutOfTurn(Ticket ticket, String reason) {
        if (state.current() != null) {
            return Decision.refuse(QueueRejection.COUNTER_BUSY);
        }
        if (ticket.state().atCounter()) {
            return Decision.refuse(QueueRejection.ALREADY_CALLED);
        }
        if (ticket.state() != TicketState.WAITING) {
            return Decision.refuse(QueueRejection.WRONG_STATE);
        }
        return reasonGiven(reason)
                ? call(ticket, CallRule.OUT_OF_TURN, reason)
                : Decision.refuse(QueueRejection.REASON_REQUIRED);
    }

    private Decision<TicketReply> call(Ticket ticket, CallRule rule, String reason) {
        return done(
                ticket.called(counter, 1, moment.millis()),
                new QueueEvent.TicketCalled(ticket.key(), counter, 1, rule, reason));
    }

    private Decision<TicketReply> recall(Ticket current) {
        if (current.state() != TicketState.CALLED) {
            return Decision.refuse(QueueRejection.WRONG_STATE);
        }
        if (moment.millis() - current.calledAt() < rules.settings().rules().recallGapMs()) {
            return Decision.refuse(QueueRejection.TOO_SOON_TO_RECALL);
        }
        int call = current.callNo() + 1;
        return done(
                current.called(counter, call, moment.millis()),
                new QueueEvent.TicketCalled(current.key(), counter, call, CallRule.FIRST_COME, ""));
    }

    private Decision<TicketReply> absent(Ticket current) {
        if (current.state() != TicketState.CALLED) {
            return Decision.refuse(QueueRejection.WRONG_STATE);
        }
        var limits = rules.settings().rules();
        if (current.callNo() < limits.callsBeforeAbsent()
                || moment.millis() - current.firstCallHereAt() < limits.absentAfterMs()) {
            return Decision.refuse(QueueRejection.TOO_SOON_FOR_ABSENT);
        }
        return done(
                current.ended(TicketState.NO_SHOW, moment.millis()),
                new QueueEvent.TicketAbsent(current.key(), counter));
    }

    private Decision<TicketReply> resume(Ticket ticket) {
        if (state.current() != null) {
            return Decision.refuse(QueueRejection.COUNTER_BUSY);
        }
        return ticket.state() == TicketState.HELD
                ? done(ticket.serving(counter, moment.millis()), new QueueEvent.ServingResumed(ticket.key(), counter))
                : Decision.refuse(QueueRejection.WRONG_STATE);
    }

    private Decision<TicketReply> comeBack(Ticket ticket) {
        if (ticket.state() != TicketState.NO_SHOW) {
            return Decision.refuse(QueueRejection.WRONG_STATE);
        }
        long rank = moment.millis();
        if (rank - ticket.endedAt() <= RETURN_WINDOW_MS) {
            rank = today.waiting(ticket.series()).stream()
                    .limit(BEHIND_NEXT)
                    .mapToLong(next -> next.rankAt() + 1) // with an equal rank the smaller number would go first
                    .max()
                    .orElse(rank);
        }
        return done(
                ticket.waitingAgain(ticket.series(), rank), new QueueEvent.TicketReturned(ticket.key(), counter, rank));
    }

    private Decision<TicketReply> undo() {
        var last = state.last();
        if (last == null) {
            return Decision.refuse(QueueRejection.NOTHING_TO_UNDO);
        }
        if (moment.millis() - last.at() > rules.settings().rules().undoMs()) {
            return Decision.refuse(QueueRejection.UNDO_TOO_LATE);
        }
        if (!HallScreens.undoable(today, state)) {
            return Decision.refuse(QueueRejection.NOTHING_TO_UNDO);
        }
        return done(last.before(), new QueueEvent.ActionUndone(counter, last.action(), last.before()));
    }

    private Decision<TicketReply> done(Ticket after, QueueEvent event) {
        return Decision.of(new TicketReply(after, 0), event);
    }

    /** A counter the city took away still finishes the ticket it has. */
    private boolean unknown() {
        return rules.counter(counter).isEmpty() && state.current() == null;
    }

    private static boolean reasonGiven(String reason) {
        return !reason.isBlank() && reason.length() <= QueueCommand.MAX_REASON;
    }

    private @Nullable Ticket current() {
        var key = state.current();
        return key == null ? null : today.ticket(key).orElseThrow();
    }

    static Optional<Ticket> find(HallDay today, String label) {
        try {
            return today.ticket(TicketKey.parse(today.day(), label));
        } catch (BadForm noNumber) {
            return Optional.empty();
        }
    }
}

package vn.tram.edge.queue;

import java.util.Map;
import java.util.UUID;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.hall.Channel;

/**
 * What may be asked of the queue.
 *
 * @param <R> the reply
 */
public sealed interface QueueCommand<R> extends Command<R> {
    /** Characters of a reason at most. */
    int MAX_REASON = 200;

    /** Draw a number. {@code procedure}: national code, or empty for "something else of this group". */
    record IssueTicket(UUID requestId, char series, String procedure, Channel channel)
            implements QueueCommand<TicketReply> {}

    /** One key at a counter. */
    record ActAtCounter(UUID requestId, int counter, CounterVerb verb) implements QueueCommand<TicketReply> {}

    /** An act at a counter on a ticket chosen from a list. {@code reason} is required for a call out of turn. */
    record ActOnTicket(UUID requestId, int counter, TicketVerb verb, String ticket, String reason)
            implements QueueCommand<TicketReply> {}

    /** Send the current ticket to another series. */
    record Transfer(UUID requestId, int counter, char series, String reason) implements QueueCommand<TicketReply> {}

    /** Close the books of an old day and open today's; harmless when it is open. Replies whether it did. */
    record OpenDay() implements QueueCommand<Boolean> {}

    /** Numbers up to these count as given on that day. Replies how many series were moved on. */
    record SkipNumbers(int day, Map<Character, Integer> upTo) implements QueueCommand<Integer> {
        public SkipNumbers {
            upTo = Map.copyOf(upTo);
        }
    }

    /**
     * Passes over so many numbers in every series of today: they may have been given before the disk was set back.
     * Replies how many series moved.
     */
    record PassOver(int numbers) implements QueueCommand<Integer> {}

    /** What kiosk and boards show. */
    record ShowHall() implements QueueCommand<HallView> {}

    /** What one counter's console shows. */
    record ShowCounter(int counter) implements QueueCommand<CounterView> {}

    /** One ticket of today by its printed number. */
    record ShowTicket(String ticket) implements QueueCommand<TicketView> {}

    /** Keys of a counter. */
    enum CounterVerb {
        CALL_NEXT,
        RECALL,
        START,
        HOLD,
        FINISH,
        ABSENT,
        UNDO
    }

    /** Acts on a ticket in a list. */
    enum TicketVerb {
        CALL,
        RESUME,
        RETURN,
        CANCEL
    }
}

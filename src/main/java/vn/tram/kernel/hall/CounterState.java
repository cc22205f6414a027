package vn.tram.kernel.hall;

import org.jspecify.annotations.Nullable;

/**
 * A counter as the day's events left it.
 *
 * @param current the ticket called or served there
 * @param last the last act, as long as it may be taken back
 * @param served tickets finished there today
 * @param servedMillis sum of their times from start to finish
 * @param absent tickets marked absent there today
 */
public record CounterState(
        @Nullable TicketKey current, @Nullable LastAct last, int served, long servedMillis, int absent) {
    static final CounterState IDLE = new CounterState(null, null, 0, 0, 0);

    /**
     * What can be undone.
     *
     * @param before the ticket as it stood before the act
     * @param after the ticket as the act left it; one that has changed since cannot be put back
     * @param at epoch milliseconds of the act
     */
    public record LastAct(CounterAction action, Ticket before, Ticket after, long at) {}

    CounterState with(@Nullable TicketKey ticket, @Nullable LastAct act) {
        return new CounterState(ticket, act, served, servedMillis, absent);
    }

    CounterState plusServed(long millis) {
        return new CounterState(current, last, served + 1, servedMillis + millis, absent);
    }

    CounterState plusAbsent() {
        return new CounterState(current, last, served, servedMillis, absent + 1);
    }

    CounterState minus(CounterAction undone, long servedFor) {
        return undone == CounterAction.FINISH
                ? new CounterState(current, last, served - 1, servedMillis - servedFor, absent)
                : undone == CounterAction.ABSENT
                        ? new CounterState(current, last, served, servedMillis, absent - 1)
                        : this;
    }
}

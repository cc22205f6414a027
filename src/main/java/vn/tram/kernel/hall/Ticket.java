package vn.tram.kernel.hall;

import java.util.UUID;

/**
 * One slip for one visit, as it stands now. Times are epoch milliseconds UTC, 0 for "not yet".
 *
 * @param key the number printed on the slip; never changes
 * @param id business id, UUIDv7
 * @param procedure national procedure code, or empty
 * @param channel where it was drawn
 * @param series in which it waits or waited last (another than the key's after a transfer)
 * @param state where it stands
 * @param counter that called, serves, holds or finished it; 0 while waiting
 * @param callNo calls so far in this series
 * @param issuedAt first arrival; never changes
 * @param rankAt what the waiting order goes by
 * @param firstCalledAt first call ever: the wait shown to people ends here
 * @param firstCallHereAt first call of the present series of calls
 * @param calledAt last call
 * @param startedAt first start of serving since it last waited; 0 again when it goes back to a line
 * @param endedAt when it was done, cancelled, absent or expired
 */
public record Ticket(
        TicketKey key,
        UUID id,
        String procedure,
        Channel channel,
        char series,
        TicketState state,
        int counter,
        int callNo,
        long issuedAt,
        long rankAt,
        long firstCalledAt,
        long firstCallHereAt,
        long calledAt,
        long startedAt,
        long endedAt) {

    /** A ticket just drawn. */
    public static Ticket issued(TicketKey key, UUID id, String procedure, Channel channel, long at) {
        return new Ticket(key, id, procedure, channel, key.series(), TicketState.WAITING, 0, 0, at, at, 0, 0, 0, 0, 0);
    }

    /** Called to a counter for the {@code call}-th time. */
    public Ticket called(int atCounter, int call, long at) {
        return new Ticket(
                key,
                id,
                procedure,
                channel,
                series,
                TicketState.CALLED,
                atCounter,
                call,
                issuedAt,
                rankAt,
                firstCalledAt == 0 ? at : firstCalledAt,
                call == 1 ? at : firstCallHereAt,
                at,
                startedAt,
                0);
    }

    /** Served at a counter. */
    public Ticket serving(int atCounter, long at) {
        return new Ticket(
                key,
                id,
                procedure,
                channel,
                series,
                TicketState.SERVING,
                atCounter,
                callNo,
                issuedAt,
                rankAt,
                firstCalledAt,
                firstCallHereAt,
                calledAt,
                startedAt == 0 ? at : startedAt,
                0);
    }

    /** Put aside. */
    public Ticket held() {
        return in(TicketState.HELD, counter, 0);
    }

    /** Done with, one way or another. */
    public Ticket ended(TicketState how, long at) {
        return in(how, counter, at);
    }

    private Ticket in(TicketState newState, int atCounter, long end) {
        return new Ticket(
                key,
                id,
                procedure,
                channel,
                series,
                newState,
                atCounter,
                callNo,
                issuedAt,
                rankAt,
                firstCalledAt,
                firstCallHereAt,
                calledAt,
                startedAt,
                end);
    }

    /** Back in a line, with a rank in it. */
    public Ticket waitingAgain(char inSeries, long rank) {
        return new Ticket(
                key,
                id,
                procedure,
                channel,
                inSeries,
                TicketState.WAITING,
                0,
                0,
                issuedAt,
                rank,
                firstCalledAt,
                0,
                calledAt,
                0,
                0);
    }
}

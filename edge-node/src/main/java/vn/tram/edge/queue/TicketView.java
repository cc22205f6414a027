package vn.tram.edge.queue;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tram.firmware.catalogue.Words;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketState;

/**
 * A ticket as pages see it. Times are epoch milliseconds; null for "not yet".
 *
 * @param ahead people of its series before it
 * @param counters that serve its series
 */
public record TicketView(
        String number,
        UUID id,
        String series,
        Words service,
        @Nullable String procedure,
        TicketState state,
        @Nullable Integer counter,
        int callNo,
        long issuedAt,
        @Nullable Long calledAt,
        @Nullable Long firstCalledAt,
        @Nullable Long firstCalledHereAt,
        @Nullable Long startedAt,
        int ahead,
        List<Integer> counters) {

    /** The view of a ticket under the hall's rules. */
    public static TicketView of(Ticket ticket, int ahead, HallRules rules) {
        var service = rules.service(ticket.series());
        return new TicketView(
                ticket.key().label(),
                ticket.id(),
                String.valueOf(ticket.series()),
                service.isPresent() ? service.get().name() : Words.NONE,
                ticket.procedure().isEmpty() ? null : ticket.procedure(),
                ticket.state(),
                ticket.counter() == 0 ? null : ticket.counter(),
                ticket.callNo(),
                ticket.issuedAt(),
                time(ticket.calledAt()),
                time(ticket.firstCalledAt()),
                time(ticket.firstCallHereAt()),
                time(ticket.startedAt()),
                ahead,
                rules.countersOf(ticket.series()));
    }

    private static @Nullable Long time(long millis) {
        return millis == 0 ? null : millis;
    }
}

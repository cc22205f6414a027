package vn.tram.centre.fleet;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.hall.Ticket;

/** Sums times from drawing a number to its first call. */
final class Waits {
    private int count;
    private long millis;

    static Waits of(Collection<Ticket> tickets) {
        var waits = new Waits();
        tickets.forEach(waits::add);
        return waits;
    }

    /** Counts the ticket when it was called; a box's clock may have run back, a wait is never negative. */
    void add(Ticket ticket) {
        if (ticket.firstCalledAt() > 0) {
            count++;
            millis += Math.max(0, ticket.firstCalledAt() - ticket.issuedAt());
        }
    }

    void add(Waits other) {
        count += other.count;
        millis += other.millis;
    }

    int count() {
        return count;
    }

    @Nullable
    Long mean() {
        return count == 0 ? null : (Long) (millis / count);
    }
}

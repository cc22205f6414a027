package vn.tram.edge.store;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import vn.tram.kernel.core.Written.Answered;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

/** The ticket table in memory: one row per ticket, one change per event, and no memory of how a row came about. */
final class TicketRows {
    private final TreeMap<TicketKey, Ticket> rows = new TreeMap<>();

    boolean has(TicketKey key) {
        return rows.containsKey(key);
    }

    Collection<Ticket> day(int day) {
        return List.copyOf(rows.subMap(new TicketKey(day, 'A', 1), new TicketKey(day + 1, 'A', 1))
                .values());
    }

    static boolean aboutATicket(QueueEvent event) {
        return !(event instanceof QueueEvent.DayOpened || event instanceof QueueEvent.NumbersSkipped);
    }

    int lastDayBefore(int day) {
        if (day < 0) {
            return -1;
        }
        var last = rows.lowerKey(new TicketKey(day, 'A', 1));
        return last == null ? -1 : last.day();
    }

    /** Which ticket an event is about: it must exist, unless the event gives it out. */
    static TicketKey key(QueueEvent event) {
        if (event instanceof QueueEvent.TicketIssued issued) {
            return issued.key();
        } else if (event instanceof QueueEvent.TicketCalled called) {
            return called.key();
        } else if (event instanceof QueueEvent.ServingStarted started) {
            return started.key();
        } else if (event instanceof QueueEvent.ServingResumed resumed) {
            return resumed.key();
        } else if (event instanceof QueueEvent.TicketHeld held) {
            return held.key();
        } else if (event instanceof QueueEvent.ServingFinished finished) {
            return finished.key();
        } else if (event instanceof QueueEvent.TicketAbsent absent) {
            return absent.key();
        } else if (event instanceof QueueEvent.TicketReturned returned) {
            return returned.key();
        } else if (event instanceof QueueEvent.TicketTransferred moved) {
            return moved.key();
        } else if (event instanceof QueueEvent.TicketCancelled cancelled) {
            return cancelled.key();
        } else if (event instanceof QueueEvent.TicketExpired expired) {
            return expired.key();
        } else if (event instanceof QueueEvent.ActionUndone undone) {
            return undone.restored().key();
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            return restated.ticket().key();
        }
        throw new AssertionError("about no ticket: " + event);
    }

    void put(Ticket ticket) {
        rows.put(ticket.key(), ticket);
    }

    void apply(QueueEvent event, long at) {
        if (!aboutATicket(event)) {
            return;
        }
        var key = key(event);
        if (event instanceof QueueEvent.TicketIssued issued) {
            rows.put(key, Ticket.issued(key, issued.id(), issued.procedure(), issued.channel(), at));
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            rows.put(key, restated.ticket());
        } else {
            rows.computeIfPresent(key, (same, row) -> changed(row, event, at));
        }
    }

    private static Ticket changed(Ticket row, QueueEvent event, long at) {
        if (event instanceof QueueEvent.TicketCalled called) {
            return row.called(called.counter(), called.callNo(), at);
        } else if (event instanceof QueueEvent.ServingStarted started) {
            return row.serving(started.counter(), at);
        } else if (event instanceof QueueEvent.ServingResumed resumed) {
            return row.serving(resumed.counter(), at);
        } else if (event instanceof QueueEvent.TicketHeld) {
            return row.held();
        } else if (event instanceof QueueEvent.ServingFinished) {
            return row.ended(TicketState.DONE, at);
        } else if (event instanceof QueueEvent.TicketAbsent) {
            return row.ended(TicketState.NO_SHOW, at);
        } else if (event instanceof QueueEvent.TicketCancelled) {
            return row.ended(TicketState.CANCELLED, at);
        } else if (event instanceof QueueEvent.TicketExpired) {
            return row.ended(TicketState.EXPIRED, at);
        } else if (event instanceof QueueEvent.TicketReturned returned) {
            return row.waitingAgain(row.series(), returned.rankAt());
        } else if (event instanceof QueueEvent.TicketTransferred moved) {
            return row.waitingAgain(moved.toSeries(), row.rankAt());
        } else if (event instanceof QueueEvent.ActionUndone undone) {
            return undone.restored();
        }
        throw new AssertionError(event);
    }

    /** The order in which a box reads its answers back. */
    static int byDayAndId(Answered one, Answered other) {
        if (one.day() != other.day()) {
            return Integer.compare(one.day(), other.day());
        }
        var id = one.requestId();
        var otherId = other.requestId();
        int high = Long.compareUnsigned(id.getMostSignificantBits(), otherId.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(id.getLeastSignificantBits(), otherId.getLeastSignificantBits());
    }
}

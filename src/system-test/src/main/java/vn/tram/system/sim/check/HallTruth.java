package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.LIFE_CYCLE_HOLDS;
import static vn.tram.system.sim.check.Invariant.NUMBERS_ARE_UNIQUE;
import static vn.tram.system.sim.check.Invariant.NUMBERS_HAVE_NO_GAP;
import static vn.tram.system.sim.check.Invariant.ONE_TICKET_A_COUNTER;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

/**
 * One hall as a table of the life cycle: which state an act may come from, which it leads to, and who stands where.
 * Written from the rules, not from the product's fold.
 */
final class HallTruth {
    private record Stand(TicketState state, int counter, int calls) {}

    private final Findings findings;
    private final String where;
    private final Map<TicketKey, Stand> tickets = new HashMap<>();
    private final Map<Integer, TicketKey> counters = new HashMap<>();
    private final Map<Character, Integer> numbers = new HashMap<>();
    private final Set<TicketKey> everGiven = new HashSet<>();
    private int day;
    private int open;

    HallTruth(Findings findings, String where) {
        this.findings = findings;
        this.where = where;
    }

    /** The hall as an older copy of the disk tells it; numbers that were given stay given. */
    static HallTruth setBack(HallTruth before, List<QueueEvent> copy) {
        var hall = new HallTruth(before.findings, before.where);
        copy.forEach(hall::apply);
        hall.everGiven.addAll(before.everGiven);
        return hall;
    }

    int day() {
        return day;
    }

    int size() {
        return tickets.size();
    }

    void apply(QueueEvent event) {
        if (event instanceof QueueEvent.DayOpened opened) {
            findings.require(opened.day() > day, NUMBERS_ARE_UNIQUE, where, event, "behind day", day);
            findings.require(open == 0, LIFE_CYCLE_HOLDS, where, open, "tickets left open before", event);
            day = opened.day();
            tickets.clear();
            counters.clear();
            numbers.clear();
        } else if (event instanceof QueueEvent.NumbersSkipped skipped) {
            findings.require(skipped.day() == day, NUMBERS_ARE_UNIQUE, where, skipped, "on day", day);
            numbers.merge(skipped.series(), skipped.upTo(), Math::max);
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            restate(restated.ticket());
        } else if (event instanceof QueueEvent.TicketIssued issued) {
            issue(issued);
        } else if (event instanceof QueueEvent.TicketCalled called) {
            call(called);
        } else if (event instanceof QueueEvent.ServingStarted e) {
            stay(e.key(), e.counter(), event, TicketState.SERVING, TicketState.CALLED);
        } else if (event instanceof QueueEvent.ServingResumed e) {
            come(e.key(), e.counter(), event, TicketState.SERVING, TicketState.HELD);
        } else if (event instanceof QueueEvent.TicketHeld e) {
            leave(e.key(), e.counter(), event, TicketState.HELD, TicketState.SERVING);
        } else if (event instanceof QueueEvent.ServingFinished e) {
            leave(e.key(), e.counter(), event, TicketState.DONE, TicketState.SERVING);
        } else if (event instanceof QueueEvent.TicketAbsent e) {
            leave(e.key(), e.counter(), event, TicketState.NO_SHOW, TicketState.CALLED);
        } else if (event instanceof QueueEvent.TicketTransferred e) {
            leave(e.key(), e.counter(), event, TicketState.WAITING, TicketState.CALLED, TicketState.SERVING);
        } else if (event instanceof QueueEvent.TicketReturned e) {
            side(e.key(), event, TicketState.WAITING, TicketState.NO_SHOW);
        } else if (event instanceof QueueEvent.TicketCancelled e) {
            side(e.key(), event, TicketState.CANCELLED, TicketState.WAITING, TicketState.HELD);
        } else if (event instanceof QueueEvent.TicketExpired e) {
            expire(e);
        } else if (event instanceof QueueEvent.ActionUndone e) {
            undo(e);
        } else {
            throw new AssertionError(event);
        }
    }

    private void issue(QueueEvent.TicketIssued issued) {
        var key = issued.key();
        int last = numbers.getOrDefault(key.series(), 0);
        findings.require(
                key.day() == day && key.number() > last && everGiven.add(key),
                NUMBERS_ARE_UNIQUE,
                where,
                issued,
                "after number",
                last,
                "of day",
                day);
        findings.require(key.number() <= last + 1, NUMBERS_HAVE_NO_GAP, where, issued, "after number", last);
        numbers.put(key.series(), key.number());
        set(key, new Stand(TicketState.WAITING, 0, 0));
    }

    /** Two histories were brought together: any state may follow any, but a counter still has one ticket at most. */
    private void restate(Ticket ticket) {
        if (ticket.key().day() != day) {
            return;
        }
        var key = ticket.key();
        var before = tickets.get(key);
        if (before != null && before.state().atCounter()) {
            counters.remove(before.counter());
        }
        if (ticket.state().atCounter()) {
            var there = counters.put(ticket.counter(), key);
            findings.require(there == null, ONE_TICKET_A_COUNTER, where, ticket, "while", there, "is there");
        }
        everGiven.add(key);
        numbers.merge(key.series(), key.number(), Math::max);
        set(key, new Stand(ticket.state(), ticket.counter(), ticket.callNo()));
    }

    private void call(QueueEvent.TicketCalled called) {
        if (called.callNo() == 1) {
            come(called.key(), called.counter(), called, TicketState.CALLED, TicketState.WAITING);
            set(called.key(), new Stand(TicketState.CALLED, called.counter(), 1));
            return;
        }
        var stand = stay(called.key(), called.counter(), called, TicketState.CALLED, TicketState.CALLED);
        if (stand != null) {
            findings.require(
                    stand.calls() == called.callNo() - 1, LIFE_CYCLE_HOLDS, where, called, "after call", stand);
            set(called.key(), new Stand(TicketState.CALLED, called.counter(), called.callNo()));
        }
    }

    /** To a free counter. */
    private void come(TicketKey key, int counter, QueueEvent event, TicketState to, TicketState... from) {
        var stand = from(key, event, from);
        var there = counters.get(counter);
        findings.require(there == null, ONE_TICKET_A_COUNTER, where, event, "while", there, "is there");
        counters.put(counter, key);
        set(key, new Stand(to, counter, stand == null ? 0 : stand.calls()));
    }

    private @Nullable Stand stay(TicketKey key, int counter, QueueEvent event, TicketState to, TicketState... from) {
        var stand = from(key, event, from);
        var there = counters.get(counter);
        findings.require(key.equals(there), ONE_TICKET_A_COUNTER, where, event, "while", there, "is there");
        set(key, new Stand(to, counter, stand == null ? 0 : stand.calls()));
        return stand;
    }

    private void leave(TicketKey key, int counter, QueueEvent event, TicketState to, TicketState... from) {
        stay(key, counter, event, to, from);
        counters.remove(counter);
        set(key, new Stand(to, to == TicketState.WAITING ? 0 : counter, 0));
    }

    private void side(TicketKey key, QueueEvent event, TicketState to, TicketState... from) {
        var stand = from(key, event, from);
        set(key, new Stand(to, stand == null || to == TicketState.WAITING ? 0 : stand.counter(), 0));
    }

    private void expire(QueueEvent.TicketExpired expired) {
        var stand = from(
                expired.key(), expired, TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.HELD);
        if (stand != null && stand.state().atCounter()) {
            counters.remove(stand.counter());
        }
        set(expired.key(), new Stand(TicketState.EXPIRED, 0, 0));
    }

    private void undo(QueueEvent.ActionUndone undone) {
        var restored = undone.restored();
        var key = restored.key();
        var stand = tickets.get(key);
        findings.require(stand != null, LIFE_CYCLE_HOLDS, where, undone, "of an unknown ticket");
        if (stand != null && stand.state().atCounter()) {
            findings.require(
                    stand.counter() == undone.counter(), ONE_TICKET_A_COUNTER, where, undone, "of one at", stand);
            counters.remove(stand.counter());
        }
        if (restored.state().atCounter()) {
            var there = counters.put(restored.counter(), key);
            findings.require(
                    there == null || there.equals(key),
                    ONE_TICKET_A_COUNTER,
                    where,
                    undone,
                    "while",
                    there,
                    "is there");
        }
        set(key, new Stand(restored.state(), restored.counter(), restored.callNo()));
    }

    private @Nullable Stand from(TicketKey key, QueueEvent event, TicketState... allowed) {
        var stand = tickets.get(key);
        boolean fits = false;
        for (var state : allowed) {
            fits |= stand != null && stand.state() == state;
        }
        findings.require(fits, LIFE_CYCLE_HOLDS, where, event, "of", stand);
        return stand;
    }

    private void set(TicketKey key, Stand stand) {
        var before = tickets.put(key, stand);
        open += (stand.state().open() ? 1 : 0)
                - (before != null && before.state().open() ? 1 : 0);
    }
}

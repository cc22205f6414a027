package vn.tram.edge.sync.epochs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueEvent.DayOpened;
import vn.tram.kernel.hall.QueueEvent.NumbersSkipped;
import vn.tram.kernel.hall.QueueEvent.TicketRestated;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.Entry;

/**
 * Two histories of one hall that have a beginning in common: days as the centre has them, and days as they stand here.
 * A ticket that was touched here since they part stands as it does here, for the hall goes by it; any other stands as
 * the centre has it. Pure; one thread.
 */
final class Histories {
    private static final List<Character> SERIES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            .chars()
            .mapToObj(letter -> (char) letter)
            .toList();

    private final TreeMap<Integer, HallDay> theirs = new TreeMap<>();
    private final TreeMap<Integer, HallDay> ours = new TreeMap<>();
    private final Set<TicketKey> touched = new HashSet<>();

    /** An urgent entry that both have. Days before the last one opened are over in both, and equal. */
    void both(Entry entry) throws StoreFailure {
        var event = event(entry);
        if (event instanceof DayOpened opened) {
            theirs.keySet().removeIf(day -> day != opened.day());
            ours.keySet().removeIf(day -> day != opened.day());
        }
        if (event != null) {
            apply(theirs, event, entry);
            apply(ours, event, entry);
        }
    }

    /** An urgent entry that only the centre has. */
    void theirs(Entry entry) throws StoreFailure {
        var event = event(entry);
        if (event != null) {
            apply(theirs, event, entry);
        }
    }

    /** An urgent entry that only we have. */
    void ours(Entry entry) throws StoreFailure {
        var event = event(entry);
        if (event == null) {
            return;
        }
        var key = QueueFacts.ticket(event);
        var before = key.flatMap(of -> day(ours, of.day()).ticket(of));
        apply(ours, event, entry);
        key.ifPresent(of -> {
            if (!day(ours, of.day()).ticket(of).equals(before)) {
                touched.add(of);
            }
        });
    }

    private static @Nullable QueueEvent event(Entry entry) throws StoreFailure {
        try {
            return EventTypes.decode(entry).orElse(null) instanceof QueueEvent event ? event : null;
        } catch (BadForm damaged) {
            throw new StoreFailure("entry " + entry.lsn() + " of our own journal is damaged", damaged);
        }
    }

    /** What is about a ticket that is not known, because entries before it are gone, tells nothing that could stand. */
    private static void apply(Map<Integer, HallDay> days, QueueEvent event, Entry entry) {
        var hall = day(days, QueueFacts.day(event));
        var key = QueueFacts.ticket(event);
        boolean fits = key.isEmpty()
                || event instanceof TicketRestated
                || hall.ticket(key.get()).isPresent() != event instanceof QueueEvent.TicketIssued;
        if (fits) {
            hall.apply(event, entry.at(), entry.lsn());
        }
    }

    private static HallDay day(Map<Integer, HallDay> days, int day) {
        return days.computeIfAbsent(day, HallDay::new);
    }

    /**
     * What is to be told and written so that both sides have the same.
     *
     * @param rows tickets of days that stand as the centre has them, and otherwise here
     * @param otherDays every ticket of earlier days that do not stand as the centre has them
     * @param today the day that is open now, whole
     */
    record Merged(List<Ticket> rows, List<QueueEvent> otherDays, List<QueueEvent> today) {}

    /** @param now epoch milliseconds */
    Merged merge(long now) {
        var rows = new ArrayList<Ticket>();
        var otherDays = new ArrayList<QueueEvent>();
        var all = new TreeMap<Integer, HallDay>(theirs);
        ours.forEach(all::putIfAbsent);
        if (all.isEmpty()) {
            return new Merged(rows, otherDays, List.of());
        }
        int open = all.lastKey();
        for (int day : all.headMap(open).keySet()) {
            var merged = tickets(day, day == open, now);
            if (!merged.equals(sorted(theirs, day))) {
                merged.forEach(ticket -> otherDays.add(new TicketRestated(ticket)));
            } else if (!merged.equals(sorted(ours, day))) {
                rows.addAll(merged);
            }
        }
        return new Merged(rows, otherDays, today(open, now));
    }

    private List<QueueEvent> today(int open, long now) {
        var events = new ArrayList<QueueEvent>();
        events.add(new DayOpened(open));
        var merged = tickets(open, true, now);
        for (char series : SERIES) {
            int last = Math.max(
                            day(theirs, open).nextNumber(series),
                            day(ours, open).nextNumber(series))
                    - 1;
            int given = merged.stream()
                    .filter(ticket -> ticket.key().series() == series)
                    .mapToInt(ticket -> ticket.key().number())
                    .max()
                    .orElse(0);
            if (last > given) {
                events.add(new NumbersSkipped(open, series, last));
            }
        }
        merged.stream()
                .sorted(Comparator.comparingLong(Ticket::calledAt).thenComparing(Ticket::key))
                .forEach(ticket -> events.add(new TicketRestated(ticket)));
        return events;
    }

    private static List<Ticket> sorted(Map<Integer, HallDay> days, int day) {
        var hall = days.get(day);
        return hall == null ? List.of() : hall.sorted();
    }

    /** A day's tickets as they stand from now on, by number. */
    private List<Ticket> tickets(int day, boolean open, long now) {
        var merged = new TreeMap<TicketKey, Ticket>();
        sorted(theirs, day).forEach(ticket -> merged.put(ticket.key(), ticket));
        sorted(ours, day).forEach(ticket -> {
            if (touched.contains(ticket.key())) {
                merged.put(ticket.key(), ticket);
            } else {
                merged.putIfAbsent(ticket.key(), ticket);
            }
        });
        merged.replaceAll((key, ticket) -> touched.contains(key) ? ticket : settled(ticket, merged, open, now));
        return List.copyOf(merged.values());
    }

    /**
     * A ticket that comes back finds the hall as it is now: on a day that is over nobody waits, and at a counter where
     * somebody else stands it waits again in its old place.
     */
    private Ticket settled(Ticket ticket, Map<TicketKey, Ticket> merged, boolean open, long now) {
        if (!open) {
            return ticket.state().open() ? ticket.ended(TicketState.EXPIRED, now) : ticket;
        }
        boolean taken = ticket.state().atCounter()
                && merged.values().stream()
                        .anyMatch(other -> touched.contains(other.key())
                                && other.state().atCounter()
                                && other.counter() == ticket.counter());
        return taken ? ticket.waitingAgain(ticket.series(), ticket.rankAt()) : ticket;
    }
}

package vn.tram.centre.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Entry;

/** Tickets in memory: folded from what was shown. */
final class MemoryTickets {
    private record DayKey(BoxId box, int day) {}

    private record Fact(QueueEvent event, long at, long lsn) {}

    private final Undo undo;
    private final Map<DayKey, List<Fact>> facts = new HashMap<>();
    private final Map<BoxId, Set<TicketKey>> keys = new HashMap<>();

    MemoryTickets(Undo undo) {
        this.undo = undo;
    }

    void clear() {
        facts.clear();
        keys.clear();
    }

    /** As the real table: a number is given once, and what changes must exist. */
    void show(BoxId box, QueueEvent event, Entry entry) throws StoreFailure {
        var known = keys.computeIfAbsent(box, none -> new HashSet<>());
        if (event instanceof QueueEvent.TicketIssued issued) {
            MemoryCentreStore.unique(known.add(issued.key()), issued);
            undo.push(() -> known.remove(issued.key()));
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            if (known.add(restated.ticket().key())) {
                undo.push(() -> known.remove(restated.ticket().key()));
            }
        } else {
            MemoryCentreStore.unique(
                    QueueFacts.ticket(event).map(known::contains).orElse(true), event);
        }
        var fact = new Fact(event, entry.at(), entry.lsn());
        undo.add(facts.computeIfAbsent(new DayKey(box, QueueFacts.day(event)), none -> new ArrayList<>()), fact);
    }

    /** A day that is shown anew. */
    void forget(BoxId box, int day) {
        undo.put(facts, new DayKey(box, day), new ArrayList<>());
        var known = keys.computeIfAbsent(box, none -> new HashSet<>());
        for (var ticket : List.copyOf(known)) {
            if (ticket.day() == day) {
                known.remove(ticket);
                undo.push(() -> known.add(ticket));
            }
        }
    }

    Collection<Ticket> of(BoxId box, int day) {
        var hall = new HallDay(day);
        facts.getOrDefault(new DayKey(box, day), List.of())
                .forEach(fact -> hall.apply(fact.event(), fact.at(), fact.lsn()));
        return List.copyOf(hall.tickets());
    }

    List<Integer> days(BoxId box, int max) {
        return facts.keySet().stream()
                .filter(key -> key.box().equals(box) && !of(box, key.day()).isEmpty())
                .map(DayKey::day)
                .sorted(Comparator.reverseOrder())
                .limit(max)
                .toList();
    }
}

package vn.tram.centre.store.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.node.store.TicketTable;

/**
 * Shown entries as rows of tickets. A few are written one by one as they come. Of a backlog each ticket is folded first
 * and written once, however many events it had: a fifth of the statements, in two batches.
 */
final class TicketFold {
    /** Below this many events at once, reading the day costs more than it saves. */
    static final int FEW = 16;

    private final TicketTable tickets;

    TicketFold(TicketTable tickets) {
        this.tickets = tickets;
    }

    void show(BoxId box, List<Shown> shown) throws SQLException {
        var days = new TreeMap<Integer, List<Shown>>();
        for (var each : shown) {
            if (each.event() instanceof QueueEvent event) {
                days.computeIfAbsent(QueueFacts.day(event), none -> new ArrayList<>())
                        .add(each);
            }
        }
        for (var day : days.entrySet()) {
            if (day.getValue().size() < FEW) {
                for (var each : day.getValue()) {
                    tickets.apply(box, (QueueEvent) each.event(), each.entry().at());
                }
            } else {
                fold(box, day.getKey(), day.getValue());
            }
        }
    }

    private void fold(BoxId box, int day, List<Shown> shown) throws SQLException {
        var issued = issued(shown);
        boolean all = shown.stream()
                .allMatch(each ->
                        QueueFacts.ticket((QueueEvent) each.event()).stream().allMatch(issued::contains));
        var hall = HallDay.restore(day, all ? List.of() : tickets.day(box, day));
        var touched = new LinkedHashSet<TicketKey>();
        var restated = new HashSet<TicketKey>();
        for (var each : shown) {
            var event = (QueueEvent) each.event();
            var key = QueueFacts.ticket(event);
            if (key.isPresent()) {
                boolean there = hall.ticket(key.get()).isPresent();
                if (!(event instanceof QueueEvent.TicketRestated)
                        && there == event instanceof QueueEvent.TicketIssued) {
                    throw new SQLException(
                            (there ? "a second ticket " : "no ticket ") + key.get() + " of " + box + " to write");
                }
                touched.add(key.get());
                if (event instanceof QueueEvent.TicketRestated) {
                    restated.add(key.get());
                }
            }
            hall.apply(event, each.entry().at(), each.entry().lsn());
        }
        var fresh = new ArrayList<Ticket>();
        var changed = new ArrayList<Ticket>();
        for (var key : touched) {
            var ticket = hall.ticket(key).orElseThrow();
            if (restated.contains(key)) {
                tickets.restate(box, ticket);
            } else {
                (issued.contains(key) ? fresh : changed).add(ticket);
            }
        }
        tickets.put(box, fresh, changed);
    }

    private static Set<TicketKey> issued(List<Shown> shown) {
        var issued = new LinkedHashSet<TicketKey>();
        for (var each : shown) {
            if (each.event() instanceof QueueEvent.TicketIssued issue) {
                issued.add(issue.key());
            }
        }
        return issued;
    }
}

package vn.tram.edge.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.OpenDay;
import vn.tram.edge.queue.QueueCommand.PassOver;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.ShowTicket;
import vn.tram.edge.queue.QueueCommand.SkipNumbers;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueEvent.DayOpened;
import vn.tram.kernel.hall.QueueEvent.NumbersSkipped;
import vn.tram.kernel.hall.QueueEvent.TicketExpired;
import vn.tram.kernel.hall.QueueEvent.TicketIssued;
import vn.tram.kernel.hall.QueueEvent.TicketRestated;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;

/**
 * The queue of one hall. State is the fold of today's events and nothing else. Numbers are unique because one thread
 * decides, because the table's key refuses a second one, and because a repeated press carries the same request id.
 */
public final class WardQueue {
    /** Before any day; a box whose clock starts in 1970 opens day 0 like every other. */
    private static final int NO_DAY = -1;

    private HallDay hall = new HallDay(NO_DAY);
    private long seq;
    private volatile boolean withheld;
    private volatile boolean diskFull;

    /** Until told otherwise no number is given out: which ones are free is not on disk yet. Any thread. */
    public void withhold(boolean now) {
        withheld = now;
    }

    /** While the disk is as good as full no number is given out; whoever has one is served. Any thread. */
    public void diskFull(boolean now) {
        diskFull = now;
    }

    /** Forgets everything; {@link #apply} then takes the stored events. */
    public void forget() {
        hall = new HallDay(NO_DAY);
        seq = 0;
    }

    /** The only mutation. {@code at}: epoch milliseconds; {@code lsn}: sequence number. */
    public void apply(QueueEvent event, long at, long lsn) {
        if (event instanceof DayOpened opened) {
            hall = new HallDay(opened.day());
        }
        seq = lsn;
        if (event instanceof TicketRestated restated && restated.ticket().key().day() != hall.day()) {
            return; // of a day that is over: the table has it, and nobody asks the queue
        }
        hall.apply(event, at, lsn);
    }

    /** Today as folded; for the checks that compare it with the tables. */
    public HallDay today() {
        return hall;
    }

    /** Answers a command; changes nothing. */
    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(QueueCommand<R> command, Moment moment, HallRules rules) {
        if (command instanceof SkipNumbers skip) {
            return (Decision<R>) skip(skip, moment);
        } else if (command instanceof PassOver pass) {
            return (Decision<R>) passOver(pass.numbers(), moment);
        }
        var fresh = moment.day() > hall.day();
        var today = fresh ? new HallDay(moment.day()) : hall;
        Decision<?> decision = decideToday(command, moment, rules, today);
        if (fresh
                && (decision.reply() != null)
                && !(command instanceof OpenDay)
                && !decision.changes().isEmpty()) {
            var changes = new ArrayList<Change>(newDay(moment.day()));
            changes.addAll(decision.changes());
            return (Decision<R>) Decision.of(decision.reply(), changes);
        }
        return (Decision<R>) decision;
    }

    private Decision<?> decideToday(QueueCommand<?> command, Moment moment, HallRules rules, HallDay today) {
        if (command instanceof IssueTicket issue) {
            if (withheld) {
                return Decision.refuse(CoreRejection.STORE_UNAVAILABLE);
            }
            return diskFull ? Decision.refuse(QueueRejection.DISK_FULL) : issue(issue, moment, rules, today);
        } else if (command instanceof ActAtCounter act) {
            return new CounterDesk(today, moment, rules, act.counter()).act(act.verb());
        } else if (command instanceof ActOnTicket act) {
            return new CounterDesk(today, moment, rules, act.counter()).act(act);
        } else if (command instanceof Transfer transfer) {
            return new CounterDesk(today, moment, rules, transfer.counter()).transfer(transfer);
        } else if (command instanceof OpenDay) {
            return moment.day() > hall.day() ? Decision.of(true, newDay(moment.day())) : Decision.of(false);
        } else if (command instanceof ShowHall) {
            return Decision.of(new HallScreens(today, moment, rules, seq).hall());
        } else if (command instanceof ShowCounter show) {
            return rules.counter(show.counter()).isEmpty()
                            && today.counter(show.counter()).current() == null
                    ? Decision.refuse(QueueRejection.COUNTER_UNKNOWN)
                    : Decision.of(new HallScreens(today, moment, rules, seq).counter(show.counter()));
        } else if (command instanceof ShowTicket show) {
            return CounterDesk.find(today, show.ticket())
                    .<Decision<?>>map(ticket -> Decision.of(TicketView.of(ticket, ahead(today, ticket), rules)))
                    .orElse(Decision.refuse(QueueRejection.TICKET_UNKNOWN));
        }
        throw new AssertionError(command);
    }

    private static Decision<TicketReply> issue(IssueTicket command, Moment moment, HallRules rules, HallDay today) {
        char series = command.series();
        if (rules.service(series).isEmpty()) {
            return Decision.refuse(QueueRejection.SERIES_UNKNOWN);
        }
        if (!HallHours.at(moment, rules.settings()).open()) {
            return Decision.refuse(QueueRejection.HALL_CLOSED);
        }
        if (!rules.givesNumbers(series)) {
            return Decision.refuse(QueueRejection.SERIES_CLOSED);
        }
        if (!command.procedure().isEmpty() && !rules.procedures().contains(command.procedure())) {
            return Decision.refuse(QueueRejection.PROCEDURE_UNKNOWN);
        }
        int number = today.nextNumber(series);
        if (number > rules.settings().maxPerSeries() || number > TicketKey.MAX_NUMBER) {
            return Decision.refuse(QueueRejection.DAY_FULL);
        }
        var issued = new TicketIssued(
                new TicketKey(today.day(), series, number), // which may be ahead of a clock that was set right
                moment.ids().get(),
                command.procedure(),
                command.channel());
        var ticket = Ticket.issued(issued.key(), issued.id(), issued.procedure(), issued.channel(), moment.millis());
        return Decision.of(new TicketReply(ticket, today.waiting(series).size()), issued);
    }

    /** In every series: those that are used today are not known here. */
    private Decision<Integer> passOver(int numbers, Moment moment) {
        int day = Math.max(hall.day(), moment.day());
        var today = day == hall.day() ? hall : new HallDay(day);
        var upTo = new TreeMap<Character, Integer>();
        for (char series = 'A'; series <= 'Z'; series++) {
            upTo.put(series, today.nextNumber(series) - 1 + numbers);
        }
        return skip(new SkipNumbers(day, upTo), moment);
    }

    /** A day that the present one has passed needs nothing: its numbers are never given again. */
    private Decision<Integer> skip(SkipNumbers command, Moment moment) {
        if (command.day() < Math.max(hall.day(), moment.day())) {
            return Decision.of(0);
        }
        var changes = new ArrayList<Change>();
        var today = hall;
        if (command.day() > hall.day()) {
            changes.addAll(newDay(command.day()));
            today = new HallDay(command.day());
        }
        int moved = 0;
        for (var series : new TreeMap<>(command.upTo()).entrySet()) {
            int upTo = Math.min(series.getValue(), TicketKey.MAX_NUMBER);
            if (upTo >= today.nextNumber(series.getKey())) {
                changes.add(new NumbersSkipped(command.day(), series.getKey(), upTo));
                moved++;
            }
        }
        return Decision.of(moved, changes);
    }

    /** What closes the old day and opens a new one, in that order. */
    private List<QueueEvent> newDay(int day) {
        var events = new ArrayList<QueueEvent>();
        hall.tickets().stream()
                .filter(ticket -> ticket.state().open())
                .sorted(Comparator.comparing(Ticket::key))
                .forEach(ticket -> events.add(new TicketExpired(ticket.key())));
        events.add(new DayOpened(day));
        return events;
    }

    /** People of the ticket's series who come before it; 0 when it does not wait. */
    static int ahead(HallDay today, Ticket ticket) {
        var line = today.waiting(ticket.series());
        return line.contains(ticket) ? line.headSet(ticket).size() : 0;
    }

    /** The oldest waiting ticket of the given series, if any. */
    static Optional<Ticket> first(HallDay today, List<String> series) {
        return series.stream()
                .map(letter -> today.waiting(letter.charAt(0)))
                .filter(line -> !line.isEmpty())
                .map(line -> line.first())
                .min(HallDay.IN_TURN);
    }
}

package vn.tram.kernel.hall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.hall.CounterState.LastAct;

/**
 * A hall's business day: nothing but the fold of its queue events. {@link #apply} never refuses; an event that does not
 * fit is a bug and ends the process. One thread at a time.
 */
public final class HallDay {
    /** Calls kept for boards, newest first. */
    public static final int RECENT_CALLS = 8;

    /** Order of serving: rank, then number. */
    public static final Comparator<Ticket> IN_TURN =
            Comparator.comparingLong(Ticket::rankAt).thenComparing(Ticket::key);

    private final int day;
    private final Map<TicketKey, Ticket> tickets = new HashMap<>();
    private final Map<Character, TreeSet<Ticket>> waiting = new TreeMap<>();
    private final Map<Character, Integer> issued = new HashMap<>();
    private final Map<Integer, CounterState> counters = new TreeMap<>();
    private final ArrayDeque<Call> calls = new ArrayDeque<>();

    public HallDay(int day) {
        this.day = day;
    }

    /**
     * The day as its tickets alone tell it. What only the events know is missing: order numbers of recent calls, calls
     * made again or before a ticket went elsewhere, absences of people who came back, and what can be undone.
     */
    public static HallDay restore(int day, Collection<Ticket> stored) {
        var hall = new HallDay(day);
        stored.forEach(hall::restate);
        stored.stream().sorted(Comparator.comparingLong(Ticket::calledAt)).forEach(ticket -> hall.addCall(ticket, 0));
        return hall;
    }

    /** Puts a ticket as it stands in the place of what was known of it, and of what its counters have from it. */
    private void restate(Ticket ticket) {
        var before = tickets.get(ticket.key());
        if (before != null) {
            var counter = counter(before.counter());
            if (before.state() == TicketState.DONE) {
                counters.put(before.counter(), counter.minus(CounterAction.FINISH, servedFor(before)));
            } else if (before.state() == TicketState.NO_SHOW) {
                counters.put(before.counter(), counter.minus(CounterAction.ABSENT, 0));
            } else if (ticket.key().equals(counter.current())) {
                counters.put(before.counter(), counter.with(null, null));
            }
        }
        put(ticket);
        issued.merge(ticket.key().series(), ticket.key().number(), Math::max);
        var counter = counter(ticket.counter());
        if (ticket.state().atCounter()) {
            counters.put(ticket.counter(), counter.with(ticket.key(), null));
        } else if (ticket.state() == TicketState.DONE) {
            counters.put(ticket.counter(), counter.plusServed(servedFor(ticket)));
        } else if (ticket.state() == TicketState.NO_SHOW) {
            counters.put(ticket.counter(), counter.plusAbsent());
        }
    }

    private void addCall(Ticket ticket, long lsn) {
        if (ticket.callNo() > 0) {
            addCall(new Call(lsn, ticket.key(), ticket.counter(), ticket.callNo(), ticket.calledAt()));
        }
    }

    public int day() {
        return day;
    }

    public Optional<Ticket> ticket(TicketKey key) {
        return Optional.ofNullable(tickets.get(key));
    }

    /** Every ticket of the day, in no order. */
    public Collection<Ticket> tickets() {
        return Collections.unmodifiableCollection(tickets.values());
    }

    /** Those waiting in a series, in turn. */
    public SortedSet<Ticket> waiting(char series) {
        return Collections.unmodifiableSortedSet(waiting.getOrDefault(series, new TreeSet<>(IN_TURN)));
    }

    public int waitingTotal() {
        return waiting.values().stream().mapToInt(TreeSet::size).sum();
    }

    /** The number that the next ticket of a series gets. */
    public int nextNumber(char series) {
        return issued.getOrDefault(series, 0) + 1;
    }

    public int issuedToday() {
        return tickets.size();
    }

    public CounterState counter(int number) {
        return counters.getOrDefault(number, CounterState.IDLE);
    }

    /** Counters that did something today, by number. */
    public Map<Integer, CounterState> counters() {
        return Collections.unmodifiableMap(counters);
    }

    /** Newest first. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Takes one event of this day in. {@code at}: its epoch milliseconds; {@code lsn}: its sequence number. */
    public void apply(QueueEvent event, long at, long lsn) {
        if (event instanceof QueueEvent.DayOpened opened) {
            require(opened.day() == day, event);
        } else if (event instanceof QueueEvent.TicketIssued issue) {
            require(issue.key().day() == day && !tickets.containsKey(issue.key()), event);
            put(Ticket.issued(issue.key(), issue.id(), issue.procedure(), issue.channel(), at));
            issued.merge(issue.key().series(), issue.key().number(), Math::max);
        } else if (event instanceof QueueEvent.TicketCalled called) {
            applyCall(called, at, lsn);
        } else if (event instanceof QueueEvent.ServingStarted started) {
            var before = at(started.key());
            put(before.serving(started.counter(), at));
            act(started.counter(), started.key(), CounterAction.START, before, at);
        } else if (event instanceof QueueEvent.TicketHeld held) {
            var before = at(held.key());
            put(before.held());
            act(held.counter(), null, CounterAction.HOLD, before, at);
        } else if (event instanceof QueueEvent.ServingResumed resumed) {
            var before = at(resumed.key());
            put(before.serving(resumed.counter(), at));
            act(resumed.counter(), resumed.key(), CounterAction.RESUME, before, at);
        } else if (event instanceof QueueEvent.ServingFinished finished) {
            var before = at(finished.key());
            put(before.ended(TicketState.DONE, at));
            act(finished.counter(), null, CounterAction.FINISH, before, at);
            counters.computeIfPresent(
                    finished.counter(), (number, state) -> state.plusServed(servedFor(at(finished.key()))));
        } else if (event instanceof QueueEvent.TicketAbsent absent) {
            var before = at(absent.key());
            put(before.ended(TicketState.NO_SHOW, at));
            act(absent.counter(), null, CounterAction.ABSENT, before, at);
            counters.computeIfPresent(absent.counter(), (number, state) -> state.plusAbsent());
        } else {
            applyRest(event, at);
        }
    }

    private void applyRest(QueueEvent event, long at) {
        if (event instanceof QueueEvent.TicketTransferred moved) {
            var before = at(moved.key());
            put(before.waitingAgain(moved.toSeries(), before.rankAt()));
            act(moved.counter(), null, CounterAction.TRANSFER, before, at);
        } else if (event instanceof QueueEvent.TicketReturned returned) {
            var before = at(returned.key());
            put(before.waitingAgain(before.series(), returned.rankAt()));
            act(returned.counter(), counter(returned.counter()).current(), CounterAction.RETURN, before, at);
        } else if (event instanceof QueueEvent.TicketCancelled cancelled) {
            var before = at(cancelled.key());
            put(before.ended(TicketState.CANCELLED, at));
            act(cancelled.counter(), counter(cancelled.counter()).current(), CounterAction.CANCEL, before, at);
        } else if (event instanceof QueueEvent.TicketExpired expired) {
            var before = at(expired.key());
            if (before.state().atCounter()) {
                counters.put(before.counter(), counter(before.counter()).with(null, null));
            }
            put(before.ended(TicketState.EXPIRED, at));
        } else if (event instanceof QueueEvent.NumbersSkipped skipped) {
            require(skipped.day() == day, event);
            issued.merge(skipped.series(), skipped.upTo(), Math::max);
        } else if (event instanceof QueueEvent.ActionUndone undone) {
            applyUndo(undone);
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            require(restated.ticket().key().day() == day, event);
            restate(restated.ticket());
            calls.removeIf(call -> call.key().equals(restated.ticket().key()));
            addCall(restated.ticket(), 0);
        } else {
            throw new AssertionError(event);
        }
    }

    private void applyCall(QueueEvent.TicketCalled called, long at, long lsn) {
        var before = at(called.key());
        put(before.called(called.counter(), called.callNo(), at));
        var action = called.callNo() > 1
                ? CounterAction.RECALL
                : called.rule() == CallRule.OUT_OF_TURN ? CounterAction.CALL : CounterAction.CALL_NEXT;
        act(called.counter(), called.key(), action, before, at);
        addCall(new Call(lsn, called.key(), called.counter(), called.callNo(), at));
    }

    private void applyUndo(QueueEvent.ActionUndone undone) {
        var restored = undone.restored();
        long servedFor = servedFor(at(restored.key()));
        put(restored);
        var state = counter(undone.counter()).minus(undone.action(), servedFor);
        var current = restored.state().atCounter() ? restored.key() : null;
        counters.put(undone.counter(), state.with(undone.action().onTheSide() ? state.current() : current, null));
        if (undone.action() == CounterAction.CALL_NEXT || undone.action() == CounterAction.CALL) {
            calls.removeIf(call -> call.key().equals(restored.key()) && call.counter() == undone.counter());
        }
    }

    private void act(int counter, @Nullable TicketKey current, CounterAction action, Ticket before, long at) {
        counters.put(counter, counter(counter).with(current, new LastAct(action, before, at(before.key()), at)));
    }

    private void addCall(Call call) {
        calls.addFirst(call);
        if (calls.size() > RECENT_CALLS) {
            calls.removeLast();
        }
    }

    private void put(Ticket ticket) {
        var before = tickets.put(ticket.key(), ticket);
        if (before != null && before.state() == TicketState.WAITING) {
            var line = waiting.get(before.series());
            require(line != null && line.remove(before), ticket);
        }
        if (ticket.state() == TicketState.WAITING) {
            waiting.computeIfAbsent(ticket.series(), letter -> new TreeSet<>(IN_TURN))
                    .add(ticket);
        }
    }

    private Ticket at(TicketKey key) {
        var ticket = tickets.get(key);
        if (ticket == null) {
            throw new AssertionError("no ticket " + key + " on day " + day);
        }
        return ticket;
    }

    private static long servedFor(Ticket ticket) {
        return ticket.startedAt() > 0 && ticket.endedAt() > 0 ? ticket.endedAt() - ticket.startedAt() : 0;
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Tickets in a stable order, for comparisons and lists. */
    public List<Ticket> sorted() {
        var all = new ArrayList<>(tickets.values());
        all.sort(Comparator.comparing(Ticket::key));
        return all;
    }
}

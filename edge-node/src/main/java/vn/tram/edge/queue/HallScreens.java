package vn.tram.edge.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.CounterView.TodayLine;
import vn.tram.edge.queue.CounterView.UndoLine;
import vn.tram.edge.queue.HallView.CallLine;
import vn.tram.edge.queue.HallView.CounterLine;
import vn.tram.edge.queue.HallView.SeriesLine;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.hall.Call;
import vn.tram.kernel.hall.CounterState;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketState;

/** Draws the hall as it stands; one object per question, nothing kept. */
final class HallScreens {
    /** Rows of a list that a console shows. */
    private static final int MAX_WAITING = 50;

    private static final int MAX_ABSENT = 20;

    private final HallDay today;
    private final Moment moment;
    private final HallRules rules;
    private final long seq;

    HallScreens(HallDay today, Moment moment, HallRules rules, long seq) {
        this.today = today;
        this.moment = moment;
        this.rules = rules;
        this.seq = seq;
    }

    HallView hall() {
        var hours = HallHours.at(moment, rules.settings());
        return new HallView(
                seq,
                BusinessDay.date(moment.day()).toString(),
                moment.millis(),
                hours.open(),
                hours.open() ? null : hours.reason(),
                hours.opensAt().isEmpty() ? null : hours.opensAt(),
                rules.settings().notice(),
                rules.settings().voice(),
                rules.services().stream()
                        .map(group -> new SeriesLine(
                                String.valueOf(group.series()),
                                group.name(),
                                rules.givesNumbers(group.series()),
                                today.waiting(group.series()).size(),
                                rules.countersOf(group.series())))
                        .toList(),
                rules.settings().counters().stream()
                        .map(setting -> counterLine(setting.number(), setting.series()))
                        .toList(),
                today.calls().stream()
                        .filter(this::stillInvites)
                        .map(call ->
                                new CallLine(call.lsn(), call.key().label(), call.counter(), call.callNo(), call.at()))
                        .toList());
    }

    /** A citizen who was sent elsewhere or gave up is not asked to the counter of an old call. */
    private boolean stillInvites(Call call) {
        var ticket = today.ticket(call.key());
        return ticket.isPresent()
                && ticket.get().state() != TicketState.WAITING
                && ticket.get().state() != TicketState.CANCELLED
                && today.calls().stream()
                        .noneMatch(later -> later.lsn() > call.lsn()
                                && later.key().equals(call.key())
                                && later.counter() != call.counter());
    }

    private CounterLine counterLine(int number, List<String> series) {
        var key = today.counter(number).current();
        if (key == null) {
            return new CounterLine(number, series, null, "FREE");
        }
        return new CounterLine(
                number,
                series,
                key.label(),
                today.ticket(key).orElseThrow().state().name());
    }

    CounterView counter(int number) {
        var state = today.counter(number);
        var series = rules.seriesOf(number);
        var key = state.current();
        return new CounterView(
                seq,
                BusinessDay.date(moment.day()).toString(),
                moment.millis(),
                number,
                series,
                key == null ? null : view(today.ticket(key).orElseThrow()),
                undo(state),
                waiting(series),
                series.stream()
                        .mapToInt(letter -> today.waiting(letter.charAt(0)).size())
                        .sum(),
                inState(TicketState.HELD, Ticket::calledAt, Integer.MAX_VALUE),
                inState(TicketState.NO_SHOW, ticket -> -ticket.endedAt(), MAX_ABSENT),
                rules.services().stream()
                        .map(group -> new CounterView.SeriesLine(
                                String.valueOf(group.series()),
                                group.name(),
                                rules.givesNumbers(group.series()),
                                today.waiting(group.series()).size()))
                        .toList(),
                rules.settings().rules(),
                new TodayLine(
                        state.served(),
                        state.absent(),
                        state.served() == 0 ? null : state.servedMillis() / state.served()));
    }

    private @Nullable UndoLine undo(CounterState state) {
        var last = state.last();
        if (last == null || !undoable(today, state)) {
            return null;
        }
        long until = last.at() + rules.settings().rules().undoMs();
        return until < moment.millis()
                ? null
                : new UndoLine(last.action(), last.before().key().label(), until);
    }

    /** Whether the counter's last act still stands untouched: nobody else has taken the ticket on since. */
    static boolean undoable(HallDay today, CounterState state) {
        var last = state.last();
        if (last == null) {
            return false;
        }
        boolean counterFits = switch (last.action()) {
            case CALL_NEXT, CALL, RECALL, START, RESUME -> last.before().key().equals(state.current());
            case HOLD, FINISH, ABSENT, TRANSFER -> state.current() == null;
            case RETURN, CANCEL -> true;
        };
        return counterFits && today.ticket(last.before().key()).equals(Optional.of(last.after()));
    }

    private List<TicketView> waiting(List<String> series) {
        var lines = new ArrayList<Ticket>();
        for (var letter : series) {
            today.waiting(letter.charAt(0)).stream().limit(MAX_WAITING).forEach(lines::add);
        }
        lines.sort(HallDay.IN_TURN);
        var views = new ArrayList<TicketView>();
        for (int i = 0; i < Math.min(lines.size(), MAX_WAITING); i++) {
            views.add(TicketView.of(lines.get(i), i, rules));
        }
        return views;
    }

    private List<TicketView> inState(TicketState wanted, ToLongFunction<Ticket> order, int most) {
        Stream<Ticket> tickets = today.tickets().stream().filter(ticket -> ticket.state() == wanted);
        return tickets.sorted(Comparator.comparingLong(order).thenComparing(Ticket::key))
                .limit(most)
                .map(this::view)
                .toList();
    }

    private TicketView view(Ticket ticket) {
        return TicketView.of(Objects.requireNonNull(ticket), WardQueue.ahead(today, ticket), rules);
    }
}

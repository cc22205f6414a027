package vn.tram.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.IssueTicket;
import vn.tram.edge.queue.QueueCommand.OpenDay;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.ShowHall;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.firmware.settings.WardSettings.CounterSetting;
import vn.tram.firmware.settings.WardSettings.Rules;
import vn.tram.kernel.hall.Channel;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.hall.TicketState;

/** Whatever is pressed in whatever order, the promises of a queue hold after every press. */
class WardQueueInvariantPropertyTest {
    private static final int COUNTERS = 4;

    /** One thing that happens in a hall. */
    interface Happening {
        void in(HallDriver hall);
    }

    @Property(tries = 400)
    void promisesHoldAfterEveryPress(@ForAll("hallDays") List<Happening> happenings) {
        var hall = new HallDriver();
        hall.settings(Settings.rules(new Rules(1, 0, 0, 30_000)));
        hall.settings(Settings.counters(standardCounters()));
        for (var happening : happenings) {
            happening.in(hall);
            checkPromises(hall);
        }
        checkFold(hall);
    }

    private static List<CounterSetting> standardCounters() {
        return List.of(
                new CounterSetting(1, List.of("A", "V")),
                new CounterSetting(2, List.of("A", "C")),
                new CounterSetting(3, List.of("C", "A")),
                new CounterSetting(4, List.of("V")));
    }

    private static void checkPromises(HallDriver hall) {
        var today = hall.today();
        var atCounter = new HashMap<Integer, TicketKey>();
        for (var ticket : today.tickets()) {
            if (ticket.state().atCounter()) {
                assertThat(atCounter.put(ticket.counter(), ticket.key()))
                        .as("two tickets at counter " + ticket.counter())
                        .isNull();
            }
            assertThat(today.waiting(ticket.series()).contains(ticket))
                    .as("in its line if and only if it waits: " + ticket)
                    .isEqualTo(ticket.state() == TicketState.WAITING);
        }
        for (int counter = 1; counter <= COUNTERS; counter++) {
            assertThat(today.counter(counter).current()).isEqualTo(atCounter.get(counter));
            assertThat(today.counter(counter).served()).isNotNegative();
            assertThat(today.counter(counter).absent()).isNotNegative();
            assertThat(today.counter(counter).servedMillis()).isNotNegative();
        }
        var view = hall.reply(new ShowHall());
        assertThat(view.calls()).hasSizeLessThanOrEqualTo(HallDay.RECENT_CALLS);
    }

    private static void checkFold(HallDriver hall) {
        var again = hall.refolded().today();
        var today = hall.today();
        if (!hall.journal.isEmpty()) {
            assertThat(again.sorted()).isEqualTo(today.sorted());
            assertThat(again.counters()).isEqualTo(today.counters());
            assertThat(again.calls()).isEqualTo(today.calls());
        }
        var seen = new HashSet<TicketKey>();
        var last = new HashMap<String, Integer>();
        for (var kept : hall.journal) {
            if (kept.event() instanceof QueueEvent.TicketIssued issued) {
                assertThat(seen.add(issued.key()))
                        .as("given twice: " + issued.key())
                        .isTrue();
                var series = issued.key().day() + "/" + issued.key().series();
                assertThat(issued.key().number()).isEqualTo(last.getOrDefault(series, 0) + 1);
                last.put(series, issued.key().number());
            }
        }
        assertThat(HallDay.restore(today.day(), today.tickets()).sorted()).isEqualTo(today.sorted());
    }

    @Provide
    Arbitrary<List<Happening>> hallDays() {
        var counter = Arbitraries.integers().between(1, COUNTERS + 1);
        var series = Arbitraries.of('A', 'C', 'V');
        var label = Combinators.combine(series, Arbitraries.integers().between(1, 6))
                .as((letter, number) -> letter + "00" + number);
        Arbitrary<Happening> issue =
                series.map(letter -> hall -> press(hall, new IssueTicket(hall.id(), letter, "", Channel.KIOSK)));
        Arbitrary<Happening> act = Combinators.combine(counter, Arbitraries.of(CounterVerb.class))
                .as((number, verb) -> hall -> press(hall, new ActAtCounter(hall.id(), number, verb)));
        Arbitrary<Happening> onTicket = Combinators.combine(counter, Arbitraries.of(TicketVerb.class), label)
                .as((number, verb, ticket) ->
                        hall -> press(hall, new ActOnTicket(hall.id(), number, verb, ticket, "có hẹn")));
        Arbitrary<Happening> transfer = Combinators.combine(counter, series)
                .as((number, letter) -> hall -> press(hall, new Transfer(hall.id(), number, letter, "nhầm")));
        Arbitrary<Happening> time =
                Arbitraries.longs().between(0, 40_000).map(millis -> hall -> hall.pass(Duration.ofMillis(millis)));
        Arbitrary<Happening> rare = Arbitraries.of(
                hall -> hall.restart(),
                hall -> hall.press(new OpenDay()),
                hall -> hall.pass(Duration.ofDays(1)),
                hall -> hall.settings(Settings.counters(standardCounters().subList(0, 2))),
                hall -> hall.settings(Settings.counters(standardCounters())));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, issue),
                        net.jqwik.api.Tuple.of(8, act),
                        net.jqwik.api.Tuple.of(4, onTicket),
                        net.jqwik.api.Tuple.of(1, transfer),
                        net.jqwik.api.Tuple.of(2, time),
                        net.jqwik.api.Tuple.of(1, rare))
                .list()
                .ofMinSize(20)
                .ofMaxSize(120);
    }

    private static void press(HallDriver hall, QueueCommand<TicketReply> command) {
        var before = new ArrayList<>(hall.today().sorted());
        var decision = hall.press(command);
        if (decision.rejection() == null) {
            var ticket = HallDriver.accepted(decision).ticket();
            assertThat(hall.today().ticket(ticket.key()))
                    .as("the answer is what stands afterwards")
                    .contains(ticket);
        } else {
            assertThat(hall.today().sorted()).isEqualTo(before);
        }
        for (int counter = 1; counter <= COUNTERS; counter++) {
            var shown = hall.ask(new ShowCounter(counter)).reply();
            assertThat(shown == null || shown.counter() == counter).isTrue();
        }
    }
}

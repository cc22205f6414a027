package vn.tram.system.sim.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.CounterView;
import vn.tram.edge.queue.QueueCommand.ActAtCounter;
import vn.tram.edge.queue.QueueCommand.ActOnTicket;
import vn.tram.edge.queue.QueueCommand.CounterVerb;
import vn.tram.edge.queue.QueueCommand.ShowCounter;
import vn.tram.edge.queue.QueueCommand.TicketVerb;
import vn.tram.edge.queue.QueueCommand.Transfer;
import vn.tram.edge.queue.QueueRejection;
import vn.tram.edge.queue.TicketReply;
import vn.tram.edge.queue.TicketView;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.hall.TicketState;
import vn.tram.system.sim.time.Dice;

/** One officer at one counter: calls, waits for the citizen, serves, and sometimes does something else. */
final class Clerk {
    private static final Duration BREATH = Duration.ofSeconds(4);
    private static final String REASON = "asked at the wrong counter";

    /** The citizen at the counter, as the last answer told. */
    private record Guest(String number, TicketState state, int calls) {}

    private final People people;
    private final Presses presses;
    private final Office office;
    private final Kiosk.Street street;
    private final int counter;
    private final List<Clerk> colleagues;
    private final ArrayDeque<String> held = new ArrayDeque<>();
    private @Nullable Guest guest;
    private boolean guestComes = true;
    private boolean served;

    /** @param colleagues all clerks of the hall, this one too */
    Clerk(People people, Presses presses, Office office, Kiosk.Street street, int counter, List<Clerk> colleagues) {
        this.people = people;
        this.presses = presses;
        this.office = office;
        this.street = street;
        this.counter = counter;
        this.colleagues = colleagues;
    }

    void begin() {
        people.within(1, 120, this::step);
    }

    private void step() {
        var dice = people.dice();
        if (dice.chance(0.015)) {
            look(this::somethingElse);
        } else if (dice.chance(0.01)) {
            press(id -> new ActAtCounter(id, counter, dice.pick(List.of(CounterVerb.values()))), true);
        } else if (guest == null) {
            next();
        } else if (guest.state() == TicketState.CALLED) {
            receive(guest);
        } else {
            serve();
        }
    }

    private void next() {
        guestComes = !people.dice().chance(0.07);
        served = false;
        if (!held.isEmpty() && people.dice().chance(0.3)) {
            var back = held.remove();
            press(id -> new ActOnTicket(id, counter, TicketVerb.RESUME, back, ""), false);
        } else {
            key(CounterVerb.CALL_NEXT);
        }
    }

    private void receive(Guest called) {
        if (guestComes) {
            people.within(5, 40, () -> key(CounterVerb.START));
        } else if (called.calls() < 3) {
            people.within(9, 30, () -> key(CounterVerb.RECALL));
        } else {
            people.within(5, 60, () -> key(CounterVerb.ABSENT));
        }
    }

    private void serve() {
        if (!served) {
            served = true;
            people.after(Duration.ofMillis((long) people.dice().lognormal(210_000, 0.6)), this::step);
            return;
        }
        switch (people.dice().weighted(88, 7, 5)) {
            case 0 -> key(CounterVerb.FINISH);
            case 1 -> {
                char to = "ACEGHKLV".charAt((int) people.dice().between(0, 7));
                press(id -> new Transfer(id, counter, to, REASON), false);
            }
            default -> {
                if (guest != null) {
                    held.add(guest.number());
                }
                key(CounterVerb.HOLD);
            }
        }
    }

    private void key(CounterVerb verb) {
        press(id -> new ActAtCounter(id, counter, verb), false);
    }

    /** @param blind the officer does not know what that key did, and looks at the screen */
    private void press(Function<UUID, Command<TicketReply>> act, boolean blind) {
        presses.press(act, outcome -> {
            if (outcome instanceof Outcome.Accepted<TicketReply> accepted && !blind) {
                took(accepted.reply());
            } else if (outcome instanceof Outcome.Refused<TicketReply> refused
                    && refused.rejection() instanceof QueueRejection why
                    && !blind) {
                refused(why);
            } else {
                people.after(BREATH, () -> look(view -> step()));
            }
        });
    }

    private void took(TicketReply reply) {
        var ticket = reply.ticket();
        boolean mine = ticket.state().atCounter() && ticket.counter() == counter;
        guest = mine ? new Guest(ticket.key().label(), ticket.state(), ticket.callNo()) : null;
        if (people.dice().chance(0.02)) {
            people.within(1, 20, () -> press(id -> new ActAtCounter(id, counter, CounterVerb.UNDO), true));
        } else if (guest != null && guest.state() == TicketState.CALLED) {
            step();
        } else {
            people.within(2, 15, this::step);
        }
    }

    private void refused(QueueRejection why) {
        switch (why) {
            case NOTHING_WAITING -> people.within(10, atWork() ? 45 : 1_200, this::step);
            case TOO_SOON_TO_RECALL, TOO_SOON_FOR_ABSENT -> people.within(5, 20, this::step);
            default -> people.after(BREATH, () -> look(view -> step()));
        }
    }

    private boolean atWork() {
        int hour = street.time().getHour();
        return hour >= 7 && hour < 18;
    }

    /** Looks at the screen until it shows something, and takes it for the truth. */
    private void look(java.util.function.Consumer<CounterView> then) {
        var seen = new boolean[1];
        office.ask(new ShowCounter(counter), outcome -> {
            if (seen[0]) {
                return;
            }
            seen[0] = true;
            if (outcome instanceof Outcome.Accepted<CounterView> shown) {
                saw(shown.reply());
                then.accept(shown.reply());
            } else {
                people.within(20, 60, () -> look(then));
            }
        });
        people.after(Duration.ofSeconds(10), () -> {
            if (!seen[0]) {
                seen[0] = true;
                look(then);
            }
        });
    }

    private void saw(CounterView view) {
        var current = view.current();
        guest = current == null ? null : new Guest(current.number(), current.state(), current.callNo());
        held.clear();
        view.held().stream()
                .filter(ticket -> Integer.valueOf(counter).equals(ticket.counter()))
                .forEach(ticket -> held.add(ticket.number()));
    }

    /** An act on a ticket in a list; when it is a call, now and then a colleague calls the same one. */
    private void somethingElse(CounterView view) {
        Dice dice = people.dice();
        if (!view.absent().isEmpty() && dice.chance(0.5)) {
            var back = dice.pick(view.absent());
            press(id -> new ActOnTicket(id, counter, TicketVerb.RETURN, back.number(), ""), true);
        } else if (view.waiting().isEmpty()) {
            step();
        } else if (dice.chance(0.3)) {
            var gone = dice.pick(view.waiting());
            press(id -> new ActOnTicket(id, counter, TicketVerb.CANCEL, gone.number(), ""), true);
        } else {
            var chosen = dice.pick(view.waiting());
            call(chosen);
            if (dice.chance(0.5)) {
                dice.pick(colleagues).interfere(chosen);
            }
        }
    }

    private void call(TicketView chosen) {
        press(id -> new ActOnTicket(id, counter, TicketVerb.CALL, chosen.number(), REASON), false);
    }

    /** Somebody else at this counter's keys: the clerk finds out by the next refusal. */
    private void interfere(TicketView chosen) {
        presses.press(id -> new ActOnTicket(id, counter, TicketVerb.CALL, chosen.number(), REASON), outcome -> {});
    }
}

package vn.tram.system.sim.work;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.TicketReply;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.CoreRejection;
import vn.tram.system.sim.check.BoxTruth;

/**
 * Presses of keys and of kiosk buttons, as the pages send them: one request id for a press and all its repeats, again
 * after a few seconds without an answer and less and less eagerly, again when the box says that it could not, and now
 * and then a nervous second touch.
 */
final class Presses {
    private static final double TWICE = 0.03;
    private static final int TRIES = 25;

    /** After so many a person sits down for a while between two more. */
    private static final int NERVOUS_TRIES = 5;

    private static final Set<CoreRejection> PASSING =
            Set.of(CoreRejection.BUSY, CoreRejection.STORE_UNAVAILABLE, CoreRejection.STOPPING);

    private final People people;
    private final Office office;
    private final BoxTruth truth;
    private long presses;
    private long answered;

    Presses(People people, Office office, BoxTruth truth) {
        this.people = people;
        this.office = office;
        this.truth = truth;
    }

    /** Presses that got an answer. */
    long answered() {
        return answered;
    }

    /** @param done hears the answer, or null when the person gave up */
    void press(Function<UUID, Command<TicketReply>> act, Consumer<@Nullable Outcome<TicketReply>> done) {
        var press = new Press(++presses, act, done);
        press.attempt();
        if (people.dice().chance(TWICE)) {
            people.within(0.05, 0.4, press::repeat);
        }
    }

    private final class Press {
        private final long number;
        private final UUID id = new UUID(people.dice().nextLong(), people.dice().nextLong());
        private final Function<UUID, Command<TicketReply>> act;
        private final Consumer<@Nullable Outcome<TicketReply>> done;
        private int tries;
        private boolean finished;

        Press(long number, Function<UUID, Command<TicketReply>> act, Consumer<@Nullable Outcome<TicketReply>> done) {
            this.number = number;
            this.act = act;
            this.done = done;
        }

        void attempt() {
            if (finished) {
                return;
            }
            if (tries >= TRIES) {
                finish(null);
                return;
            }
            repeat();
            if (tries < NERVOUS_TRIES) {
                people.within(3, 8, this::attempt);
            } else {
                people.within(15, 40, this::attempt);
            }
        }

        void repeat() {
            var requestId = office.requestId(id, ++tries);
            truth.pressed(number, requestId);
            office.ask(act.apply(requestId), outcome -> {
                truth.answered(number, requestId, outcome);
                if (!finished && !(outcome instanceof Outcome.Refused<?> no && passing(no))) {
                    finish(outcome);
                }
            });
        }

        private void finish(@Nullable Outcome<TicketReply> outcome) {
            finished = true;
            answered += outcome == null ? 0 : 1;
            done.accept(outcome);
        }
    }

    private static boolean passing(Outcome.Refused<?> refused) {
        return refused.rejection() instanceof CoreRejection core && PASSING.contains(core);
    }
}

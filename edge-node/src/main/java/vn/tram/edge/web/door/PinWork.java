package vn.tram.edge.web.door;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.tram.edge.staff.Begun;
import vn.tram.edge.staff.Guesses.Verdict;
import vn.tram.edge.staff.OpenTry;
import vn.tram.edge.staff.PinHashes;
import vn.tram.edge.staff.StaffCommand.BeginTry;
import vn.tram.kernel.base.Outcome;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.CodeHash;

/**
 * Looks at PINs and codes on a thread of its own, one after the other: a hash takes tenths of a second and 19 MiB on
 * purpose. Whoever waits is bounded; a name of nobody takes as long as any.
 */
public final class PinWork implements AutoCloseable {
    private static final int WAITING = 32;

    private final PinHashes pins;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> new Thread(work, "tram-pins"));

    public PinWork(PinHashes pins) {
        this.pins = pins;
    }

    /**
     * How a try stands after it was looked at.
     *
     * @param matched the hash that was right; empty when none was
     */
    record Tried(long number, String matched) {
        boolean right() {
            return !matched.isEmpty();
        }

        @Override
        public String toString() {
            return "Tried " + number;
        }
    }

    /** What is to be looked at. The text never shows itself. */
    record Typed(String name, String device, OpenTry.Kind kind, String text) {
        @Override
        public String toString() {
            return kind + " of " + name;
        }
    }

    /** Told on the context it is asked from, once: how it stands, or why it may not be looked at. */
    interface Told {
        void tried(Tried tried);

        /** @param waitMillis until it may be tried again; 0 when waiting does not help */
        void refused(String code, long waitMillis);
    }

    /** Counts the try, then looks. */
    void look(Door.House house, Context home, Typed typed, Told told) {
        house.ask(new BeginTry(typed.name, typed.device, typed.kind)).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<Begun> accepted) {
                begun(accepted.reply(), home, typed, told);
            } else if (outcome instanceof Outcome.Refused<Begun> refused) {
                home.runOnContext(nothing -> told.refused(refused.rejection().name(), 0));
            }
        });
    }

    private void begun(Begun begun, Context home, Typed typed, Told told) {
        if (begun.verdict() != Verdict.GO) {
            home.runOnContext(nothing -> told.refused(begun.verdict().name(), begun.waitMillis()));
            return;
        }
        later(home, told, () -> {
            var tried = new Tried(begun.number(), matching(typed, begun.hashes()));
            home.runOnContext(nothing -> told.tried(tried));
        });
    }

    /** Makes the hash of a new PIN. */
    void make(Context home, String pin, Told told, Consumer<String> made) {
        later(home, told, () -> {
            var hash = pins.make(pin);
            home.runOnContext(nothing -> made.accept(hash));
        });
    }

    private void later(Context home, Told told, Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException full) {
            home.runOnContext(nothing -> told.refused("TOO_MANY_TRIES", 0));
        }
    }

    private String matching(Typed typed, List<String> hashes) {
        var found = new ArrayList<String>();
        if (typed.kind == OpenTry.Kind.CODE) {
            Optional<ClaimCode> code = ClaimCode.typed(typed.text);
            hashes.stream()
                    .filter(hash -> code.isPresent() && new CodeHash(hash).holds(code.get(), typed.name))
                    .forEach(found::add);
        } else {
            hashes.stream().filter(hash -> pins.holds(typed.text, hash)).forEach(found::add);
        }
        if (hashes.isEmpty()) {
            pins.pretend("000000");
        }
        return found.isEmpty() ? "" : found.get(0);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

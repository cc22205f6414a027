package vn.tram.system.sim.work;

import java.util.UUID;
import java.util.function.Consumer;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;

/** A node as its users reach it. */
public interface Office {
    /** Asks. Nothing is heard when the node is down, or goes down before it answers. */
    <R> void ask(Command<R> command, Consumer<Outcome<R>> answer);

    /** The request id that a press page sends with the {@code attempt}-th try of one press (from 1). */
    UUID requestId(UUID ofPress, int attempt);
}

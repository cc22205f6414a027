package vn.tram.edge.sync.epochs;

import vn.tram.kernel.core.Command;
import vn.tram.kernel.journal.TurnReason;

/**
 * What is asked of the box's epochs. Refused while other commands of the same group wait for their commit: ask again.
 */
public sealed interface EpochCommand<R> extends Command<R> {
    /** Go on in a new epoch from where the journal stands. Replies its name. */
    record TurnEpoch(TurnReason reason) implements EpochCommand<Long> {}

    /** Keep in which machine the disk stands: a digest of its number. */
    record NoteMachine(String machine) implements EpochCommand<Boolean> {}

    /** Bring the centre's history and our own together, and go on in a new epoch. Replies its name. */
    record HealFork(Lost lost) implements EpochCommand<Long> {}
}

package vn.tram.centre;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import vn.tram.centre.duty.Ownership;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;

/**
 * A centre as one worker of several: what it does at each beat, and with what it hears of the others. Has no thread of
 * its own: {@code WorkerProcess} calls it from two, the simulation by its timers.
 */
public final class Worker {
    /** How often a worker says that it lives, and looks for what is free. */
    public static final Duration BEAT = Duration.ofMillis(500);

    /** News of others is gathered for so long, so that a box which sends much is looked at once. */
    public static final Duration GATHER = Duration.ofMillis(300);

    /** Whom changes are about, for the store. */
    public static final Ownership OWNERSHIP = new Ownership() {
        @Override
        public String of(Landing landing) {
            return Owners.of(landing);
        }

        @Override
        public boolean seenOnly(Landing landing) {
            return Owners.seenOnly(landing);
        }
    };

    /** Renews the leases and takes what is free; says whether that changed anything. */
    public interface Beat {
        boolean beat() throws StoreFailure;
    }

    /** Reads what is stored of boxes by their names, and the feeds when they are named too. */
    public interface Look {
        /** @param readings of the whole state by this worker before it looks */
        SeeOthers look(long readings, Set<String> moved) throws StoreFailure;
    }

    private final Centre centre;
    private final Beat beat;
    private final Look look;

    public Worker(Centre centre, Beat beat, Look look) {
        this.centre = centre;
        this.beat = beat;
        this.look = look;
    }

    /** Once every {@link #BEAT}: returns whether this worker is in charge of something else now. */
    public boolean beat() throws StoreFailure {
        long began = centre.nanos();
        boolean changed = beat.beat();
        centre.renewed(began);
        if (changed) {
            readAnew();
        }
        return changed;
    }

    /** The database began a new life, or what the others said may have been missed. */
    public void readAnew() {
        centre.takeUp();
    }

    /**
     * Takes note of what moved. The stage says whether it was taken: when the core is full, or has read everything anew
     * just then and knows better, it is to be looked at once more.
     */
    public CompletionStage<Boolean> tell(Set<String> names) throws StoreFailure {
        return centre.submit(look.look(centre.readings(), names))
                .thenApply(outcome -> outcome instanceof Outcome.Accepted<Boolean>);
    }
}

package vn.tram.edge;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.queue.QueueCommand.PassOver;
import vn.tram.edge.queue.QueueCommand.SkipNumbers;
import vn.tram.edge.queue.WardQueue;
import vn.tram.edge.sync.Uplink;
import vn.tram.edge.sync.Witness;
import vn.tram.edge.sync.epochs.EpochCommand.NoteMachine;
import vn.tram.edge.sync.epochs.EpochCommand.TurnEpoch;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.platform.Platform;

/**
 * Whether this is the journal, and the machine, that ran here last. An older copy passes over the numbers that may have
 * been given since and goes on in another epoch, and so does a disk that came from another machine. Goes on writing
 * down, outside the database, how far the journal has come.
 */
public final class StartGuard {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Numbers passed over in a series when only the centre knows that some were given. */
    private static final int MOST_PASSED_OVER = 500;

    private final Core core;
    private final Uplink uplink;
    private final WardQueue queue;
    private final BoxStorage storage;
    private final Platform platform;
    private final Consumer<String> trouble;
    private volatile @Nullable Witness witness;
    private volatile boolean passedOver;
    private volatile boolean ended;

    StartGuard(
            Core core,
            Uplink uplink,
            WardQueue queue,
            BoxStorage storage,
            Platform platform,
            Consumer<String> trouble) {
        this.core = core;
        this.uplink = uplink;
        this.queue = queue;
        this.storage = storage;
        this.platform = platform;
        this.trouble = trouble;
    }

    /**
     * Compares the journal with what was seen of it outside the database, and goes on writing that down. Call after the
     * core has recovered and before anybody may ask for a number. Returns whether this is an older copy.
     */
    public boolean compare(Witness.Pages pages) throws StoreFailure {
        var page = Witness.newest(pages, trouble);
        var head = storage.head();
        var seeing = new Witness(pages, platform.monotonic(), trouble);
        for (var entry : storage.today()) {
            try {
                if (EventTypes.decode(entry).orElse(null) instanceof QueueEvent event) {
                    seeing.saw(event);
                }
            } catch (BadForm damaged) {
                throw new StoreFailure("entry " + entry.lsn() + " of our own journal is damaged", damaged);
            }
        }
        boolean setBack = page.isPresent() && page.get().contradicts(head, storage.ended());
        if (setBack) {
            var seen = page.get();
            trouble.accept("the database was set back: it ends at entry " + head.lsn() + ", and entry " + seen.lsn()
                    + " was written before; numbers go on with a gap");
            var upTo = new TreeMap<Character, Integer>();
            seen.numbers().forEach((series, number) -> upTo.put(series, number + Witness.GUARD));
            for (char series = 'A'; series <= 'Z'; series++) {
                upTo.putIfAbsent(series, Witness.GUARD); // its first numbers may be younger than the page
            }
            queue.withhold(true);
            passedOver = true;
            // until the gap is on disk no number is given and no page is written: a disk may refuse it at first
            insist(
                    new SkipNumbers(seen.day(), upTo),
                    () -> turn(TurnReason.SET_BACK, () -> {
                        witness = seeing;
                        queue.withhold(false);
                    }));
        } else {
            witness = seeing;
        }
        return setBack;
    }

    /**
     * A disk that stands in another machine than it did goes on in another epoch, in case the old machine runs on with
     * a copy. Call once, after {@link #compare}.
     *
     * @param machine digest of the machine's number in hexadecimal digits; empty when it has none
     */
    public void standsIn(String machine) throws StoreFailure {
        var known = storage.machine();
        if (machine.isEmpty() || machine.equals(known)) {
            return;
        }
        if (known.isEmpty()) {
            insist(new NoteMachine(machine), () -> {});
        } else {
            trouble.accept("the disk came from another machine; the journal goes on in another epoch");
            turn(TurnReason.HARDWARE, () -> insist(new NoteMachine(machine), () -> {}));
        }
    }

    private void turn(TurnReason reason, Runnable done) {
        insist(new TurnEpoch(reason), () -> {
            done.run();
            uplink.turned();
        });
    }

    /** Now or as soon as it can be; then {@code done} is run, on the core's thread. */
    private void insist(Command<?> command, Runnable done) {
        core.submit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted<?>) {
                done.run();
            } else if (!ended) {
                platform.timers().after(AGAIN, () -> insist(command, done));
            }
        });
    }

    /** The centre has so many entries more than we; the witness knows better than a guess how many it may have been. */
    void behind(long entries) {
        if (!passedOver) {
            passedOver = true;
            insist(new PassOver((int) Math.min(entries, MOST_PASSED_OVER)), () -> {});
        }
    }

    /** The box stops: what the disk refuses is not tried again. */
    void end() {
        ended = true;
    }

    /** After every commit; the core's thread. */
    void committed(List<Written> changes) {
        var seeing = witness;
        if (seeing != null) {
            seeing.committed(changes);
        }
    }

    /** Every few seconds; the core's thread. */
    void idle() {
        var seeing = witness;
        if (seeing != null) {
            seeing.idle();
        }
    }
}

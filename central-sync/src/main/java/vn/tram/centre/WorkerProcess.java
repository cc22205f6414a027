package vn.tram.centre;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.SeeOthers.SeenBox;
import vn.tram.centre.instances.InstanceChange.InstancesSeen;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.centre.store.PgAddress;
import vn.tram.centre.store.Seen;
import vn.tram.centre.store.Workplace;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.platform.Platform;

/**
 * What makes a centre one worker of several. One thread renews its leases twice a second and has the core read anew
 * when they change; another tells the core what the other workers committed, so that pages here show every ward.
 */
final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int BEAT_MILLIS = (int) Worker.BEAT.toMillis();

    private static final int GATHER_MILLIS = (int) Worker.GATHER.toMillis();

    private static final long JOIN_MILLIS = 10_000;

    private final Workplace workplace;
    private final Worker worker;
    private final Consumer<Throwable> broken;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final ErrandsProcess errands;
    private final List<Thread> threads;

    /** @param broken told when a thread cannot go on */
    WorkerProcess(Workplace workplace, Centre centre, Consumer<Throwable> broken) {
        this.workplace = workplace;
        this.worker =
                new Worker(centre, workplace::beat, (readings, moved) -> command(readings, workplace.look(moved)));
        this.broken = broken;
        this.errands = new ErrandsProcess(workplace, centre);
        this.threads = List.of(
                new Thread(() -> run(this::keep), "tram-duty"), new Thread(() -> run(this::watch), "tram-others"));
    }

    /** Fails when the folder of blobs is not the one that the other workers have. */
    static void expectShared(CentreConfig config, Workplace workplace, Platform platform)
            throws StoreFailure, CentreProcess.StartFailure {
        var lacking = workplace.lacking(config.blobs(), platform.chance());
        if (lacking.isPresent()) {
            var about = Map.of("folder", config.blobs(), "file", lacking.get());
            throw new CentreProcess.StartFailure(StartWords.of("blobs.another", about), null);
        }
    }

    /** The place at which this worker works; null where there is one process alone. */
    static @Nullable Workplace workplace(CentreConfig config, Platform platform) throws StoreFailure {
        if (config.storeUrl().isEmpty()) {
            return null;
        }
        var address = new PgAddress(config.storeUrl(), config.storeOwner());
        return Workplace.open(address, config.worker(), platform.chance(), Worker.OWNERSHIP);
    }

    /** The door to the core, through which what only the writer of the feeds may do finds its way. */
    <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
        return errands.ask(command);
    }

    /** The core must have been started. */
    void start() {
        threads.forEach(Thread::start);
    }

    private interface Round {
        void run() throws StoreFailure, InterruptedException;
    }

    private void run(Round round) {
        try {
            boolean failed = false;
            while (!ending.await(failed ? BEAT_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                try {
                    round.run();
                    failed = false;
                } catch (StoreFailure failure) {
                    if (!failed) {
                        LOG.warn("{}", failure.getMessage(), failure.getCause());
                    }
                    failed = true;
                }
            }
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            broken.accept(bug);
        }
    }

    private void keep() throws StoreFailure, InterruptedException {
        if (worker.beat()) {
            LOG.info("in charge of {} shares now", workplace.duty().fences().size());
        }
        errands.round();
        if (ending.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.debug("ending");
        }
    }

    private void watch() throws StoreFailure, InterruptedException {
        var moved = workplace.await(BEAT_MILLIS);
        if (moved.isEmpty()) {
            worker.readAnew();
            return;
        }
        var names = new HashSet<>(moved.get());
        if (!names.isEmpty() && !ending.await(GATHER_MILLIS, TimeUnit.MILLISECONDS)) {
            workplace.await(1).ifPresentOrElse(names::addAll, worker::readAnew);
            tell(names);
        }
    }

    /** The core may be full, or read everything anew just then and know better: then it is looked at once more. */
    private void tell(Set<String> names) throws StoreFailure, InterruptedException {
        for (boolean again = true; again; ) {
            boolean taken = worker.tell(names).toCompletableFuture().join();
            again = !taken && !ending.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static SeeOthers command(long readings, Seen seen) {
        var boxes = seen.boxes().stream()
                .map(box -> new SeenBox(
                        new TakenSeen(box.box(), box.marks(), box.alarms()),
                        box.row(),
                        box.told(),
                        new InstancesSeen(box.box(), box.copies())))
                .toList();
        return new SeeOthers(readings, boxes, seen.feeds());
    }

    /** Ends both threads and gives the leases back; the core must have ended. */
    @Override
    public void close() {
        ending.countDown();
        try {
            for (var thread : threads) {
                thread.join(JOIN_MILLIS);
            }
            workplace.leave();
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        } catch (StoreFailure failure) {
            LOG.warn("the leases were not given back; the others take them in a moment", failure);
        }
    }
}

package vn.tram.node.run;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Core;

/** The thread of a {@link Core}: sleeps until a command comes, serves groups until none is left. */
public final class CoreThread implements AutoCloseable {
    private static final long JOIN_MILLIS = 10_000;

    private final Core core;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;

    /** @param broken told when a feature throws: state is then unknown, so the process must end */
    public CoreThread(Core core, String name, Consumer<Throwable> broken) {
        this.core = core;
        this.thread = new Thread(() -> run(broken), name);
    }

    /** Recovers the state from disk, then begins to serve. */
    public void start() throws StoreFailure {
        core.start(work::release);
        thread.start();
    }

    private void run(Consumer<Throwable> broken) {
        try {
            while (!stopping) {
                work.acquireUninterruptibly();
                work.drainPermits();
                while (core.drain()) {
                    Thread.onSpinWait();
                }
            }
            while (core.drain()) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException | Error bug) {
            broken.accept(bug);
        }
    }

    /** Refuses new commands, serves those that wait, and ends the thread. */
    @Override
    public void close() {
        core.stop();
        stopping = true;
        work.release();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }
}

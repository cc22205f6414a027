package vn.tram.kernel.platform;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The real world: system clock, secure random bits, one daemon thread for timers. */
public final class SystemPlatform implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;
    private final Platform platform;

    /**
     * @param threadName of the timers' thread
     * @param broken told when a task throws: a bug, after which the process should end
     */
    public SystemPlatform(String threadName, Consumer<Throwable> broken) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        platform = new Platform(
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom(),
                (delay, task) -> plan(delay, task, broken));
    }

    public Platform platform() {
        return platform;
    }

    private Timers.Cancellable plan(Duration delay, Runnable task, Consumer<Throwable> broken) {
        if (executor.isShutdown()) {
            return () -> {};
        }
        var planned = executor.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException | Error bug) {
                        broken.accept(bug);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    /** Forgets planned tasks and stops the thread. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

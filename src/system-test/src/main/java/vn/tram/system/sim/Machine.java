package vn.tram.system.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.core.Core;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.platform.Timers;
import vn.tram.system.sim.check.Findings;
import vn.tram.system.sim.check.Invariant;
import vn.tram.system.sim.disk.Disk;
import vn.tram.system.sim.disk.PowerCut;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.sim.time.NodeClock;

/** A computer: clock, disk, chance, and one process at a time, whose tasks end with it. */
final class Machine {
    private final String name;
    private final Agenda agenda;
    private final Dice dice;
    private final Findings findings;
    private final NodeClock clock;
    private final Disk disk;
    private final Runnable powerCut;
    private final List<Runnable> held = new ArrayList<>();
    private int life;
    private boolean running;
    private boolean stopped;
    private boolean stopsAtWork;

    /** @param powerCut done when the power goes in the middle of something */
    Machine(String name, Agenda agenda, Dice dice, Findings findings, NodeClock clock, Runnable powerCut) {
        this.name = name;
        this.agenda = agenda;
        this.dice = dice;
        this.findings = findings;
        this.clock = clock;
        this.disk = new Disk(dice.fork("disk"));
        this.powerCut = powerCut;
    }

    NodeClock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    boolean running() {
        return running;
    }

    /** Starts a process and gives it its surroundings. */
    Platform boot() {
        life++;
        running = true;
        clock.boot(dice.nextLong() >> 2);
        return new Platform(clock, clock, dice, timers(life));
    }

    void die() {
        life++;
        running = false;
        stopped = false;
        stopsAtWork = false;
        held.clear();
    }

    /**
     * The process stands still as under SIGSTOP: what comes for it meanwhile waits.
     *
     * @param atWork not now, but when its core is just about to decide something
     */
    void stop(boolean atWork) {
        stopped = running && !atWork;
        stopsAtWork = running && atWork;
    }

    /** It goes on where it stood, and does at once what has waited, in order. */
    void wake() {
        stopped = false;
        stopsAtWork = false;
        var waited = List.copyOf(held);
        held.clear();
        waited.forEach(Runnable::run);
    }

    boolean stopped() {
        return stopped;
    }

    private Timers timers(int mine) {
        return (delay, task) -> {
            long wait = delay.equals(Duration.ZERO) ? 0 : clock.trueNanos(delay.toNanos());
            var due = new Due(mine, task);
            due.planned = agenda.after(wait, due);
            return due;
        };
    }

    /** A task of one process; it may be called off also while it waits for a process that was stopped. */
    private final class Due implements Runnable, Timers.Cancellable {
        private final int mine;
        private final Runnable task;
        private Timers.@Nullable Cancellable planned;
        private boolean cancelled;

        Due(int mine, Runnable task) {
            this.mine = mine;
            this.task = task;
        }

        @Override
        public void run() {
            if (stopped && mine == life) {
                held.add(this);
            } else if (!cancelled) {
                Machine.this.run(mine, task);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (planned != null) {
                planned.cancel();
            }
        }
    }

    /** What wakes a core: it drains after as long as a commit takes. */
    Runnable drives(Core core) {
        int mine = life;
        return () -> agenda.after(disk.latency(), () -> {
            if (stopsAtWork && mine == life) {
                stopped = true;
            }
            run(mine, () -> drain(core));
        });
    }

    private void drain(Core core) {
        if (core.drain()) {
            drives(core).run();
        }
    }

    private void run(int mine, Runnable task) {
        if (mine != life) {
            return;
        }
        if (stopped) {
            held.add(() -> run(mine, task));
            return;
        }
        try {
            task.run();
        } catch (PowerCut cut) {
            powerCut.run();
        } catch (RuntimeException | Error bug) { // whatever ends a process ends it here too
            findings.add(Invariant.NODES_STAY_UP, name, Bug.words(bug));
            powerCut.run();
        }
    }
}

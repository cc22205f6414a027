package vn.tram.system.sim;

import java.time.Duration;
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
    private int life;
    private boolean running;

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
    }

    private Timers timers(int mine) {
        return (delay, task) -> {
            long wait = delay.equals(Duration.ZERO) ? 0 : clock.trueNanos(delay.toNanos());
            return agenda.after(wait, () -> run(mine, task));
        };
    }

    /** What wakes a core: it drains after as long as a commit takes. */
    Runnable drives(Core core) {
        int mine = life;
        return () -> agenda.after(disk.latency(), () -> run(mine, () -> drain(core)));
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

package vn.tram.system.sim;

import java.time.Duration;
import java.util.List;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.net.Wire;
import vn.tram.system.sim.time.Dice;

/** Breaks things as the {@link Faults} say, and in the end makes all well again. */
final class Nemesis {
    private final World world;
    private final Faults faults;
    private final Dice dice;
    private final Dice copies;
    private final SimNetwork network;
    private final SimCity centre;
    private final List<SimBox> boxes;
    private boolean calm;
    private int strokes;

    Nemesis(World world, Faults faults, SimNetwork network, SimCity centre, List<SimBox> boxes) {
        this.world = world;
        this.faults = faults;
        this.dice = world.dice().fork("nemesis");
        this.copies = world.dice().fork("copies");
        this.network = network;
        this.centre = centre;
        this.boxes = boxes;
    }

    /** Faults that were caused, besides those of every message and commit. */
    int strokes() {
        return strokes;
    }

    void begin() {
        network.set(faults.wire());
        for (var process : centre.processes()) {
            process.machine().disk().unreliable(faults.commitFails(), faults.cutInCommit());
        }
        for (var box : boxes) {
            var disk = box.machine().disk();
            disk.unreliable(faults.commitFails(), faults.cutInCommit());
            disk.slow((int) dice.between(1, faults.slowDisk()));
            again(faults.cutEvery(), () -> cut(box));
            again(faults.crashEvery(), () -> crash(box));
            again(faults.fullEvery(), () -> full(box.machine()));
            again(faults.clockJumpEvery(), () -> jump(box));
            again(faults.flipEvery(), () -> world.flips().flip(box, centre.memory()));
            guard(box);
        }
        for (var process : centre.processes()) {
            again(faults.centreCrashEvery(), () -> crash(process));
            again(faults.fullEvery(), () -> full(process.machine()));
            again(faults.stopEvery(), () -> stop(process));
        }
        again(faults.brokerCrashEvery(), this::crashBroker);
        centre.processes().forEach(this::guard);
    }

    private void again(Duration every, Runnable stroke) {
        if (every.isZero()) {
            return;
        }
        world.after(Duration.ofMillis(dice.exponential(every.toMillis())), () -> {
            if (!calm) {
                strokes++;
                stroke.run();
                again(every, stroke);
            }
        });
    }

    private void later(Duration most, Runnable heal) {
        long millis = Math.max(1_000, most.toMillis());
        world.after(Duration.ofMillis(dice.between(200, millis)), heal);
    }

    private void cut(SimBox box) {
        boolean oneWay = dice.chance(faults.oneWay());
        boolean up = !oneWay || dice.chance(0.5);
        boolean down = !oneWay || !up;
        network.cut(box.id().value(), up, down);
        later(faults.cutMost(), () -> network.cut(box.id().value(), false, false));
    }

    private void crash(SimBox box) {
        box.crash();
        if (copies.chance(faults.boxSetBack()) && box.hasWitness()) {
            centre.expectForks();
            box.setBack(copies.nextDouble());
            world.flips().replaced(box, centre.memory());
        }
        if (!faults.clockJumpEvery().isZero() && dice.chance(0.1)) {
            // A dead battery: the clock begins in 1970 and is set right once the network answers.
            box.truth().clockWasSet();
            box.machine().clock().jump(-box.machine().clock().millis());
            later(Duration.ofMinutes(30), () -> box.machine().clock().setRight());
        }
    }

    /** Whoever is down, by our hand or by its own commit, is started again some time later. */
    private void guard(SimBox box) {
        later(faults.downMost(), () -> {
            box.start();
            if (!calm) {
                guard(box);
            }
        });
    }

    private void guard(SimCentre process) {
        later(faults.centreDownMost(), () -> {
            centre.start(process);
            if (!calm) {
                guard(process);
            }
        });
    }

    private void crash(SimCentre process) {
        process.crash();
        if (copies.chance(faults.centreSetBack())) {
            centre.crash();
            centre.setBack(copies.nextDouble());
            world.flips().replacedCentre(boxes);
        }
    }

    /** A process stands still for a while, as under SIGSTOP or on a machine that is suspended, and then goes on. */
    private void stop(SimCentre process) {
        process.stop(dice.chance(0.7));
        world.after(faults.wire().keepAlive(), process::silent);
        later(faults.stopMost(), process::wake);
    }

    private void crashBroker() {
        if (!faults.brokerInCentre()) {
            network.stopBroker();
            later(faults.brokerDownMost(), network::startBroker);
        }
    }

    private void full(Machine machine) {
        machine.disk().full(true);
        later(faults.fullMost(), () -> machine.disk().full(false));
    }

    private void jump(SimBox box) {
        var clock = box.machine().clock();
        box.truth().clockWasSet();
        long most = faults.clockJumpMost().toMillis();
        clock.jump(dice.between(-most, most));
        later(Duration.ofMinutes(40), clock::setRight);
    }

    /** From now on nothing breaks, and everything that was broken is mended. */
    void heal() {
        calm = true;
        network.set(Wire.FAIR);
        network.startBroker();
        for (var process : centre.processes()) {
            process.machine().disk().unreliable(0, 0);
            process.machine().disk().full(false);
            process.wake();
        }
        centre.start();
        for (var box : boxes) {
            network.cut(box.id().value(), false, false);
            var machine = box.machine();
            machine.disk().unreliable(0, 0);
            machine.disk().full(false);
            machine.disk().slow(1);
            machine.clock().setRight();
            box.start();
        }
    }
}

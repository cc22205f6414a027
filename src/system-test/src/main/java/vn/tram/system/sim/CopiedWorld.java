package vn.tram.system.sim;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.centre.instances.BoxInstances;
import vn.tram.centre.instances.Instance;
import vn.tram.centre.instances.InstanceCommand.Decide;
import vn.tram.centre.instances.Ruling.Act;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.edge.sync.LineState.Connection;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.sim.check.BoxTruth;
import vn.tram.system.sim.check.CentreTruth;
import vn.tram.system.sim.check.Invariant;
import vn.tram.system.sim.check.Violation;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.net.Wire;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.sim.work.Hall;

/**
 * A box's folder is copied while it works, and both run under one name, each in a hall of its own, on a line that loses
 * and doubles; either dies now and then. Then a person decides, and the centre's process begins anew.
 */
public final class CopiedWorld {
    private static final Duration A_LOOK = Duration.ofSeconds(5);

    /** So long the chosen copy may need to find back: by chance the two put each other out often in a row. */
    private static final int MOST_LOOKS = 240;

    private static final Duration ALONE = Duration.ofMinutes(20);

    /** Both throw each other off the line, and wait for longer each time. */
    private static final Duration FOUND = Duration.ofMinutes(30);

    private static final Duration HELD = Duration.ofMinutes(10);
    private static final Duration SETTLED = Duration.ofMinutes(25);
    private static final int TICKETS_A_DAY = 900;

    private final World world;
    private final Dice dice;
    private final CentreTruth truth;
    private final SimNetwork network;
    private final SimCity centre;
    private final SimBox box;
    private boolean playing = true;
    private boolean breaking = true;

    private CopiedWorld(long seed, Seams seams) {
        this.world = new World(seed, LocalTime.of(9, 0), Faults.NONE, seams);
        this.dice = world.dice().fork("copied");
        var truths = new TreeMap<BoxId, BoxTruth>();
        this.truth = new CentreTruth(world.findings(), world.feeds(), truths);
        this.network = new SimNetwork(
                world.agenda(), world.dice().fork("network"), world.trace(), (client, topic, payload) -> {
                    if (SimCity.isCentre(client)) {
                        truth.said(new BoxId(topic.substring(topic.lastIndexOf('/') + 1)), payload);
                    }
                });
        var wards = new TreeMap<WardCode, Ward>();
        WardList.hanoi().values().stream().limit(1).forEach(ward -> wards.put(ward.code(), ward));
        this.centre = new SimCity(world, wards, network, truth, 1, Faults.NONE, 0);
        var ward = wards.firstKey();
        this.box = new SimBox(world, new BoxName(ward, 1).id(), ward, network, 0);
        truths.put(box.id(), box.truth());
        truth.expectCopies();
        network.set(
                dice.chance(0.5) ? Wire.FAIR : Faults.harsh(dice.fork("faults")).wire());
        truth.expectRefusedFeeds(); // the broker may be crooked
    }

    /** Plays a seed through, in this thread. Never throws for what the run finds. */
    public static List<Violation> run(long seed, Seams seams) {
        return new CopiedWorld(seed, seams).play();
    }

    private List<Violation> play() {
        try {
            centre.start();
            opens(box, "hall");
            runFor(ALONE.plusMillis(dice.between(0, 60_000)));
            var copy = box.copied();
            opens(copy, "other hall");
            both(copy);
            runFor(FOUND);
            check(cloned(), Invariant.COPIES_ARE_FOUND, "no alarm after", FOUND);
            network.set(Wire.FAIR);
            heldBack(copy);
            decided(copy);
        } catch (RuntimeException | Error bug) {
            world.findings().add(Invariant.NODES_STAY_UP, "world", Bug.words(bug));
        }
        return world.findings().all();
    }

    private void opens(SimBox of, String hall) {
        of.start();
        new Hall(world.agenda(), world.dice().fork(hall), () -> playing, of, of.truth(), world::time, TICKETS_A_DAY)
                .begin();
    }

    /** Either dies now and then, and comes back within a minute. */
    private void both(SimBox copy) {
        for (var one : List.of(box, copy)) {
            dies(one);
        }
    }

    private void dies(SimBox one) {
        world.after(Duration.ofMillis(dice.exponential(Duration.ofMinutes(12).toMillis())), () -> {
            if (breaking) {
                one.crash();
                world.after(Duration.ofMillis(dice.between(1_000, 60_000)), one::start);
                dies(one);
            }
        });
    }

    /** Both work on, and nothing of either is taken. */
    private void heldBack(SimBox copy) {
        breaking = false;
        runFor(Duration.ofMinutes(2));
        var before = marks();
        long here = box.truth().head().lsn();
        long there = copy.truth().head().lsn();
        runFor(HELD);
        check(marks().equals(before), Invariant.HELD_COPIES_ARE_NOT_TAKEN, "taken from", before, "to", marks());
        check(cloned(), Invariant.COPIES_ARE_FOUND, "the alarm was taken back");
        check(
                box.truth().head().lsn() > here && copy.truth().head().lsn() > there,
                Invariant.ANSWERED_IS_KEPT,
                "a hall stood still");
        for (var one : List.of(box, copy)) {
            check(state(one) != Connection.ONLINE, Invariant.HELD_COPIES_ARE_NOT_TAKEN, one, "believes that it sends");
        }
    }

    /** The one whose journal the centre has goes on; the other never does, not even after the centre began anew. */
    private void decided(SimBox copy) {
        if (!world.findings().none()) {
            return;
        }
        boolean ours = passes(box);
        var chosen = ours ? box : copy;
        var other = ours ? copy : box;
        var known = centre.memory().instances().boxes().getOrDefault(box.id(), BoxInstances.NONE);
        int id = known.all().stream()
                .filter(one -> holds(one, chosen))
                .map(Instance::id)
                .reduce((older, newer) -> newer)
                .orElse(0);
        centre.ask(new Decide(box.id(), known.ruling().number(), Act.CHOOSE, id, "Lan", "looked"), outcome -> {});
        runFor(SETTLED);
        centre.crash();
        centre.start();
        runFor(SETTLED);
        playing = false;
        runFor(Plan.QUIET.multipliedBy(2));
        // A broker has one client of a name: whenever the fenced copy tries, the chosen one is put out for a moment.
        for (int i = 0; i < MOST_LOOKS && state(chosen) != Connection.ONLINE; i++) {
            runFor(A_LOOK);
        }
        var rows = centre.memory().instances().boxes().getOrDefault(box.id(), BoxInstances.NONE);
        check(!rows.cloned(), Invariant.RULINGS_HOLD, "still two", rows);
        check(passes(chosen), Invariant.HELD_COPIES_ARE_NOT_TAKEN, "the centre left the journal of the chosen copy");
        var marks = marks().lanes();
        for (var lane : List.of(Lane.URGENT, Lane.STATISTICS)) {
            long head = chosen.truth().head().lane(lane).lseq();
            long landed = marks.getOrDefault(lane, Watermark.NONE).durable();
            check(landed == head, Invariant.RULINGS_HOLD, "of the chosen copy", lane, head, "the centre has", landed);
        }
        check(state(chosen) == Connection.ONLINE, Invariant.RULINGS_HOLD, "the chosen copy is", state(chosen));
        check(state(other) != Connection.ONLINE, Invariant.RULINGS_HOLD, "the fenced copy is", state(other));
    }

    /** By the token on its disk, or by its machine when an answer is on its way. */
    private boolean holds(Instance one, SimBox of) {
        long token = of.memory().lease();
        return one.current().value() == token || one.presented().value() == token;
    }

    private boolean passes(SimBox one) {
        var marks = marks();
        return marks.lanes().entrySet().stream()
                .allMatch(lane -> one.truth().passes(marks.epoch(), lane.getKey(), lane.getValue()));
    }

    private static Connection state(SimBox one) {
        var appliance = one.appliance();
        return appliance == null ? Connection.NEVER : appliance.line().state();
    }

    private BoxMarks marks() {
        return centre.memory().intake().boxes().getOrDefault(box.id(), new BoxMarks(0, Map.of()));
    }

    private boolean cloned() {
        return centre.memory().intake().alarms().stream()
                .anyMatch(alarm -> alarm.open() && alarm.code() == AlarmCode.CLONE);
    }

    private void check(boolean holds, Invariant invariant, Object... words) {
        if (world.findings().none()) {
            world.findings().require(holds, invariant, "copies", words);
        }
    }

    private void runFor(Duration time) {
        long until = world.agenda().now() + time.toNanos();
        while (world.findings().none() && world.agenda().step(until)) {
            // One event after the other; the invariants are looked at where things happen.
        }
    }
}

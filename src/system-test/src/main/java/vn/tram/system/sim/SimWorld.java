package vn.tram.system.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vn.tram.centre.fleet.FleetCommand.AskWard;
import vn.tram.centre.fleet.WardToday;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.base.WardCode;
import vn.tram.provisioning.wards.BoxName;
import vn.tram.provisioning.wards.Ward;
import vn.tram.provisioning.wards.WardList;
import vn.tram.system.sim.check.AtRest;
import vn.tram.system.sim.check.BoxTruth;
import vn.tram.system.sim.check.CentreTruth;
import vn.tram.system.sim.check.Invariant;
import vn.tram.system.sim.check.LineTruth;
import vn.tram.system.sim.net.SimNetwork;
import vn.tram.system.sim.work.City;
import vn.tram.system.sim.work.Hall;
import vn.tram.system.sim.work.Scans;

/** One run: a fleet, its people and its nemesis, from the first event to the last check. */
public final class SimWorld {
    private static final List<Ward> WARDS = List.copyOf(WardList.hanoi().values());

    /** Mean time between two blobs of one box. */
    private static final Duration SCANS_EVERY = Duration.ofMinutes(15);

    /** What is damaged is mended in the first search after everything is healed, and no longer rings after the next. */
    private static final int SEARCHES = 4;

    private final long seed;
    private final Plan plan;
    private final World world;
    private final SimNetwork network;
    private final SimCity centre;
    private final List<SimBox> boxes = new ArrayList<>();
    private final List<Hall> halls = new ArrayList<>();
    private final Nemesis nemesis;
    private boolean playing = true;

    private SimWorld(long seed, Plan plan, Seams seams) {
        this.seed = seed;
        this.plan = plan;
        this.world = new World(seed, plan.from(), plan.faults(), seams);
        var truths = new TreeMap<BoxId, BoxTruth>();
        var centreTruth = new CentreTruth(world.findings(), world.feeds(), truths);
        var lineTruth = new LineTruth(world.findings());
        var dice = world.dice();
        this.network = new SimNetwork(world.agenda(), dice.fork("network"), world.trace(), (client, topic, payload) -> {
            boolean city = SimCity.isCentre(client);
            world.blobs().said(city ? SimCity.NAME : client, topic, payload);
            if (city) {
                centreTruth.said(new BoxId(topic.substring(topic.lastIndexOf('/') + 1)), payload);
            } else {
                lineTruth.said(client, topic, payload, world.agenda().now());
            }
        });
        var wards = new TreeMap<WardCode, Ward>();
        WARDS.stream().limit(plan.boxes()).forEach(ward -> wards.put(ward.code(), ward));
        var clocks = dice.fork("clocks");
        this.centre = new SimCity(
                world, wards, network, centreTruth, plan.workers(), plan.faults(), drift(clocks.nextDouble()));
        for (var ward : wards.keySet()) {
            var id = new BoxName(ward, 1).id();
            var box = new SimBox(world, id, ward, network, drift(clocks.nextDouble()));
            truths.put(id, box.truth());
            boxes.add(box);
            halls.add(new Hall(
                    world.agenda(),
                    dice.fork("hall " + ward),
                    () -> playing,
                    box,
                    box.truth(),
                    world::time,
                    plan.ticketsADay()));
        }
        if (plan.faults().disorderly()) {
            centreTruth.expectForks();
        }
        if (plan.faults().wire().crooked() > 0) {
            centreTruth.expectRefusedFeeds();
        }
        if (seams.centreIsOld()) {
            centreTruth.expectParked();
        }
        if (!world.scrub().isZero()) {
            centreTruth.expectDamage();
        }
        this.nemesis = new Nemesis(world, plan.faults(), network, centre, boxes);
    }

    private double drift(double share) {
        return plan.faults().driftPpm() * (2 * share - 1);
    }

    /** Plays a seed through, in this thread. Never throws for what the run finds. */
    public static Report run(long seed, Plan plan, Seams seams) {
        return new SimWorld(seed, plan, seams).play();
    }

    private Report play() {
        try {
            begin();
            runFor(plan.length());
            playing = false;
            nemesis.heal();
            world.healed();
            if (world.seams().centreIsOld()) {
                world.seams().upgrade();
                centre.crash();
                centre.start();
            }
            runFor(Plan.QUIET.plus(world.scrub().multipliedBy(SEARCHES)));
            calmDown();
            if (world.findings().none()) {
                lookAround();
            }
        } catch (RuntimeException | Error bug) { // outside of any process's own tasks: at its start, or in a check
            world.findings().add(Invariant.NODES_STAY_UP, "world", Bug.words(bug));
        }
        return report();
    }

    /** A greeting that came late leaves an alarm until the next word; a new greeting in good weather takes it back. */
    private void calmDown() {
        if (plan.overMidnight()) {
            network.breakAll(); // what a box told of yesterday may be lost, and it tells again when it connects
            runFor(Duration.ofMinutes(3));
        }
        boolean suspected = centre.memory().intake().alarms().stream()
                .anyMatch(alarm ->
                        alarm.open() && (alarm.code() == AlarmCode.FORK || alarm.code() == AlarmCode.TAIL_CUT));
        if (suspected && plan.faults().disorderly()) {
            network.breakAll();
            runFor(Duration.ofMinutes(3));
        }
        AtRest.calm(world.findings(), centre.memory(), tolerated());
    }

    /**
     * A clock that was set wrong may still be behind what was written meanwhile, that something signed was forged is
     * told for a while, and that something was put aside stands for its day.
     */
    private Set<AlarmCode> tolerated() {
        var codes = EnumSet.noneOf(AlarmCode.class);
        if (!plan.faults().clockJumpEvery().isZero()) {
            codes.add(AlarmCode.CLOCK_BEHIND);
        }
        if (centre.wasSetBack()) {
            codes.add(AlarmCode.CENTRE_SET_BACK);
            codes.add(AlarmCode.FEED_REFUSED);
        }
        if (boxes.stream().anyMatch(box -> box.truth().wasSetBack())) {
            codes.addAll(EnumSet.of(AlarmCode.EPOCH_BEGUN, AlarmCode.FRAME_REFUSED, AlarmCode.CHECKPOINT_WRONG));
        }
        if (plan.faults().wire().crooked() > 0) {
            codes.add(AlarmCode.FEED_REFUSED);
            codes.add(AlarmCode.CHECKPOINT_WRONG);
        }
        if (!world.scrub().isZero()) {
            codes.add(AlarmCode.FRAME_REFUSED); // stands for its day
        }
        if (world.seams().centreIsOld()) {
            codes.add(AlarmCode.QUARANTINED);
        }
        return codes;
    }

    private void begin() {
        network.set(plan.faults().wire());
        centre.start();
        boxes.forEach(SimBox::start);
        halls.forEach(Hall::begin);
        var wards = boxes.stream().map(SimBox::ward).toList();
        new City(world.agenda(), world.dice().fork("city"), () -> playing, centre, wards, plan.settingsEvery()).begin();
        if (plan.workers() == 1) { // workers have no room for blobs in common yet
            new Scans(
                            world.agenda(),
                            world.dice().fork("scans"),
                            () -> playing,
                            world.blobs(),
                            boxes.stream().map(box -> box.id().value()).toList(),
                            this::blobsWait,
                            SCANS_EVERY)
                    .begin();
        }
        nemesis.begin();
    }

    private void blobsWait(boolean inCentre, String id) {
        if (inCentre) {
            centre.blobsWait(new BoxId(id));
        }
        for (var box : boxes) {
            var appliance = box.appliance();
            if (!inCentre && appliance != null && box.id().value().equals(id)) {
                appliance.blobsWait();
            }
        }
    }

    /** Until the time has passed, or something did not hold. */
    private void runFor(Duration time) {
        long until = world.agenda().now() + time.toNanos();
        while (world.findings().none() && world.agenda().step(until)) {
            // One event after the other; the invariants are looked at where things happen.
        }
    }

    private void lookAround() {
        world.flips().atRest(boxes, centre.memory(), world.troubles());
        world.blobs().atRest();
        for (var box : boxes) {
            for (var process : centre.processes()) {
                lookAt(box, process);
                if (!world.findings().none()) {
                    return;
                }
            }
        }
    }

    /** A box, and what one process of the centre shows of it. */
    private void lookAt(SimBox box, SimCentre process) {
        var shown = new ArrayList<WardToday>();
        process.ask(new AskWard(box.ward()), outcome -> {
            if (outcome instanceof Outcome.Accepted<WardToday> accepted) {
                shown.add(accepted.reply());
            }
        });
        runFor(Duration.ofSeconds(1));
        var appliance = box.appliance();
        var city = process.centre();
        if (!world.findings().none()) {
            return;
        }
        if (appliance == null || city == null || shown.size() != 1) {
            world.findings().add(Invariant.NODES_STAY_UP, box.id().value(), "box or centre does not answer");
            return;
        }
        var rest = new AtRest(world.findings(), box.id(), box.memory(), centre.memory());
        AtRest.foldEqualsTables(world.findings(), box.id(), box.memory(), appliance.today());
        rest.regained();
        rest.arrived(city.marks(box.id()), appliance.line());
        rest.pictured(appliance.today(), shown.get(0));
        rest.fed();
        if (plan.overMidnight()) {
            rest.compared(appliance.today().day());
        }
    }

    private Report report() {
        return new Report(
                seed,
                plan,
                world.trace().digest(),
                world.findings().all(),
                world.agenda().events(),
                Duration.ofNanos(world.agenda().now()),
                boxes.stream().mapToLong(box -> box.memory().head().lsn()).sum(),
                halls.stream().mapToLong(Hall::presses).sum(),
                network.carried(),
                nemesis.strokes(),
                world.troubles());
    }
}

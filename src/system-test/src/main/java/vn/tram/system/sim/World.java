package vn.tram.system.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Outcome;
import vn.tram.system.sim.check.BlobTruth;
import vn.tram.system.sim.check.FeedTruth;
import vn.tram.system.sim.check.Findings;
import vn.tram.system.sim.time.Agenda;
import vn.tram.system.sim.time.Dice;
import vn.tram.system.sim.time.NodeClock;
import vn.tram.system.sim.time.Trace;

/** What everything in one run shares: time, chance, findings. */
final class World {
    /** A Monday. */
    static final int DAY = 20_780;

    private final Dice dice;
    private final Seams seams;
    private final long startMillis;
    private final Faults faults;
    private final Trace trace = new Trace();
    private final Agenda agenda = new Agenda(trace);
    private final Findings findings = new Findings(agenda);
    private final FeedTruth feeds = new FeedTruth(findings);
    private final BlobTruth blobs = new BlobTruth(findings);
    private final Dice lan;
    private boolean healed;
    private final Map<String, Integer> troubles = new TreeMap<>();

    private final BitFlips flips;

    /** @param faults of which some are caused here */
    World(long seed, LocalTime from, Faults faults, Seams seams) {
        this.dice = new Dice(seed);
        this.lan = dice.fork("lan");
        this.seams = seams;
        this.faults = faults;
        this.flips = new BitFlips(findings, dice.fork("flips"));
        this.startMillis = BusinessDay.instant(DAY, from).toEpochMilli();
    }

    Dice dice() {
        return dice;
    }

    Seams seams() {
        return seams;
    }

    Agenda agenda() {
        return agenda;
    }

    Trace trace() {
        return trace;
    }

    Findings findings() {
        return findings;
    }

    FeedTruth feeds() {
        return feeds;
    }

    BlobTruth blobs() {
        return blobs;
    }

    /** Whether a disk misreads just now; never once all is healed. */
    boolean misreads() {
        return !healed && lan.chance(faults.misread());
    }

    BitFlips flips() {
        return flips;
    }

    /** See {@link Faults#scrub}. */
    Duration scrub() {
        return faults.scrub();
    }

    void healed() {
        healed = true;
    }

    /** What nodes wrote to their logs, and how often. */
    Map<String, Integer> troubles() {
        return troubles;
    }

    void trouble(String what) {
        troubles.merge(what, 1, Integer::sum);
    }

    /** True local time of day. */
    LocalTime time() {
        return BusinessDay.timeOfDay(Instant.ofEpochMilli(startMillis + agenda.now() / 1_000_000));
    }

    void after(Duration delay, Runnable task) {
        agenda.after(delay.toNanos(), task);
    }

    Machine machine(String name, Dice of, double driftPpm, Runnable powerCut) {
        var clock = new NodeClock(agenda, startMillis, driftPpm);
        return new Machine(name, agenda, of.fork("machine"), findings, clock, powerCut);
    }

    /** An answer on its way to a browser in the same building; the node's end no longer stops it. */
    <R> void overLan(CompletionStage<Outcome<R>> answer, Consumer<Outcome<R>> to) {
        answer.thenAccept(outcome -> agenda.after(lan.between(300_000, 4_000_000), () -> to.accept(outcome)));
    }
}

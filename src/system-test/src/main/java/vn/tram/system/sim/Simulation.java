package vn.tram.system.sim;

import java.util.List;
import java.util.stream.Collectors;
import vn.tram.system.sim.check.Violation;
import vn.tram.system.sim.time.Dice;

/** The ways a seed is played: as the tests and the long run play it, and so that a person can play it again. */
public final class Simulation {
    private static final String PLAN = "plan";

    private Simulation() {}

    /** A bad day as the seed draws it. */
    public static Report badDay(long seed, Seams seams) {
        return SimWorld.run(seed, Plan.draw(new Dice(seed).fork(PLAN)), seams);
    }

    /** A short, harsh one: for finding a planted bug within few seeds. */
    public static Report harshHours(long seed, Seams seams) {
        return SimWorld.run(seed, Plan.harsh(new Dice(seed).fork(PLAN)), seams);
    }

    /** Harsh hours in which boxes also come back with older copies of their databases. */
    public static Report disksSetBack(long seed, Seams seams) {
        var plan = Plan.harsh(new Dice(seed).fork(PLAN));
        return SimWorld.run(seed, plan.with(plan.faults().withBoxesSetBack()), seams);
    }

    /** The same over midnight. */
    public static Report harshNight(long seed, Seams seams) {
        return SimWorld.run(seed, Plan.overnight(new Dice(seed).fork(PLAN)), seams);
    }

    /** Half a busy hour with two kinds of fault, or one alone, and no others. */
    public static Report pair(FaultPair pair, long seed, Seams seams) {
        return SimWorld.run(seed, pair.plan(new Dice(seed).fork(pair.word())), seams);
    }

    /** Harsh hours of a centre that is two or three workers, which die, or stand still and go on. */
    public static Report workers(long seed, Seams seams) {
        return SimWorld.run(seed, Plan.workers(new Dice(seed).fork(PLAN)), seams);
    }

    /** A folder that is copied while its box works, and both run. */
    public static List<Violation> copiedFolder(long seed, Seams seams) {
        return CopiedWorld.run(seed, seams);
    }

    /** What a person needs who looks for the cause: what did not hold, in which world, and how to see it again. */
    public static String words(Report report) {
        return words(report, "src/bin/soak sim");
    }

    /** The same of a cell of the table of pairs. */
    public static String words(FaultPair pair, Report report) {
        return pair + ", " + words(report, "src/bin/soak pairs --pair " + pair);
    }

    /** The same of worlds of workers. */
    public static String wordsOfWorkers(Report report) {
        return words(report, "src/bin/soak workers");
    }

    private static String words(Report report, String command) {
        return "seed " + report.seed() + ": "
                + report.violations().stream().map(String::valueOf).collect(Collectors.joining("\n  "))
                + "\n  in " + report.plan()
                + "\n  after " + report.simulated() + " and " + report.events() + " events"
                + "\n  nodes said " + report.troubles()
                + "\n  play it again: " + command + " --seed " + report.seed() + " --seeds 1";
    }
}

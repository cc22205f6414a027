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
        var faults = plan.faults().withBoxesSetBack();
        return SimWorld.run(
                seed,
                new Plan(plan.boxes(), plan.ticketsADay(), plan.from(), plan.length(), plan.settingsEvery(), faults),
                seams);
    }

    /** The same over midnight. */
    public static Report harshNight(long seed, Seams seams) {
        return SimWorld.run(seed, Plan.overnight(new Dice(seed).fork(PLAN)), seams);
    }

    /** A folder that is copied while its box works, and both run. */
    public static List<Violation> copiedFolder(long seed, Seams seams) {
        return CopiedWorld.run(seed, seams);
    }

    /** What a person needs who looks for the cause: what did not hold, in which world, and how to see it again. */
    public static String words(Report report) {
        return "seed " + report.seed() + ": "
                + report.violations().stream().map(String::valueOf).collect(Collectors.joining("\n  "))
                + "\n  in " + report.plan()
                + "\n  after " + report.simulated() + " and " + report.events() + " events"
                + "\n  nodes said " + report.troubles()
                + "\n  play it again: src/bin/soak sim --seed " + report.seed() + " --seeds 1";
    }
}

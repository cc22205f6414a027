package vn.tram.system.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.tram.system.sim.check.Violation;

/**
 * How one run went.
 *
 * @param digest of all that happened: equal for equal seed, plan and code
 * @param violations empty when all held
 * @param events that happened
 * @param simulated time, from the first event to the last
 * @param entries written by all boxes
 * @param presses by people, answered
 * @param messages handed to the network
 * @param strokes faults caused besides those of single messages and commits
 * @param troubles what nodes logged, and how often
 */
public record Report(
        long seed,
        Plan plan,
        long digest,
        List<Violation> violations,
        long events,
        Duration simulated,
        long entries,
        long presses,
        long messages,
        int strokes,
        Map<String, Integer> troubles) {
    public Report {
        violations = List.copyOf(violations);
    }

    public boolean sound() {
        return violations.isEmpty();
    }

    /** Box-days of 24 hours. */
    public double boxDays() {
        return plan.boxes() * simulated.toSeconds() / 86_400.0;
    }
}

package vn.tram.system.sim.bugs;

import java.util.List;
import java.util.Optional;
import vn.tram.system.sim.FaultKind;
import vn.tram.system.sim.FaultPair;
import vn.tram.system.sim.Report;
import vn.tram.system.sim.Simulation;
import vn.tram.system.sim.check.Violation;

/**
 * The search for a planted bug in a few short, harsh worlds.
 *
 * @param bug what was planted
 * @param seeds worlds played until something was found, or {@link #TRIES}
 * @param found what was found first; empty when nothing was
 */
public record Hunt(PlantedBug bug, int seeds, Optional<Violation> found) {
    /** Worlds that are played for one bug at most: seeds 1 to this. */
    public static final int TRIES = 20;

    private static final FaultPair FLIPS = new FaultPair(FaultKind.BIT_FLIP, FaultKind.BIT_FLIP);
    private static final FaultPair MISREADING = new FaultPair(FaultKind.MISREAD, FaultKind.MISREAD);

    public static Hunt of(PlantedBug bug) {
        for (int seed = 1; seed <= TRIES; seed++) {
            var violations = violations(bug, seed);
            if (!violations.isEmpty()) {
                return new Hunt(bug, seed, Optional.of(violations.get(0)));
            }
        }
        return new Hunt(bug, TRIES, Optional.empty());
    }

    private static List<Violation> violations(PlantedBug bug, long seed) {
        return bug.needsACopiedFolder()
                ? Simulation.copiedFolder(seed, bug.seams())
                : play(bug, seed).violations();
    }

    private static Report play(PlantedBug bug, long seed) {
        if (bug.needsWorkers()) {
            return Simulation.workers(seed, bug.seams());
        } else if (bug.needsFlips()) {
            return Simulation.pair(FLIPS, seed, bug.seams());
        } else if (bug.needsMisreading()) {
            return Simulation.pair(MISREADING, seed, bug.seams());
        } else if (bug.needsACopy()) {
            return Simulation.disksSetBack(seed, bug.seams());
        }
        return bug.needsANight() ? Simulation.harshNight(seed, bug.seams()) : Simulation.harshHours(seed, bug.seams());
    }

    /** Whether something was found, and what was found is what the bug breaks. */
    public boolean caught() {
        return found.filter(violation -> bug.expected().contains(violation.invariant()))
                .isPresent();
    }
}

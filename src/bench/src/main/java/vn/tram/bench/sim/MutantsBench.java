package vn.tram.bench.sim;

import java.nio.file.Path;
import vn.tram.bench.Figures;
import vn.tram.system.sim.bugs.Hunt;
import vn.tram.system.sim.bugs.PlantedBug;

/** Every planted bug, and whether the simulation's invariants find it and name it rightly. */
public final class MutantsBench {
    private static final int LEAST_PLANTED = 30;

    private MutantsBench() {}

    public static void run(Figures figures, Path folder) {
        int missed = 0;
        for (var bug : PlantedBug.values()) {
            var hunt = Hunt.of(bug);
            missed += hunt.caught() ? 0 : 1;
            figures.note((hunt.caught() ? "caught " : "MISSED ")
                    + bug
                    + hunt.found()
                            .map(violation -> " in world " + hunt.seeds() + " by " + violation.invariant())
                            .orElse(": nothing found in " + hunt.seeds() + " worlds"));
        }
        figures.atLeast("mutants.planted", PlantedBug.values().length, "bugs", LEAST_PLANTED);
        figures.atMost("mutants.missed", missed, "bugs", 0);
    }
}

package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.system.sim.bugs.PlantedBug;
import vn.tram.system.sim.check.Violation;

/** A check that catches nothing is worth nothing: each of these bugs must be found, and named rightly. */
class PlantedBugsTest {
    private static final int TRIES = 12;

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundWithinAFewSeedsAndNamed(PlantedBug bug) {
        var found = new ArrayList<Violation>();
        for (long seed = 1; found.isEmpty() && seed <= TRIES; seed++) {
            found.addAll(Simulation.harshHours(seed, bug.seams()).violations());
        }
        assertThat(found).as("what %d seeds found", TRIES).isNotEmpty();
        assertThat(bug.expected())
                .as("the verdict %s", found.get(0))
                .contains(found.get(0).invariant());
    }

    @Test
    void sameWorldsAreSoundWithoutThem() {
        for (long seed = 1; seed <= TRIES; seed++) {
            var report = Simulation.harshHours(seed, Seams.SOUND);
            assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        }
    }
}

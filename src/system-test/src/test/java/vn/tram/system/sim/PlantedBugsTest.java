package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.system.sim.bugs.Hunt;
import vn.tram.system.sim.bugs.PlantedBug;

/** A check that catches nothing is worth nothing: each of these bugs must be found, and named rightly. */
class PlantedBugsTest {
    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundWithinAFewSeedsAndNamed(PlantedBug bug) {
        var hunt = Hunt.of(bug);
        assertThat(hunt.caught())
                .as("%s, where any of %s was expected", hunt, bug.expected())
                .isTrue();
    }

    @Test
    void sameNightsAreSoundWithoutThem() {
        for (long seed = 1; seed <= Hunt.TRIES / 3; seed++) {
            var report = Simulation.harshNight(seed, Seams.SOUND);
            assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        }
    }

    @Test
    void sameWorldsAreSoundWithoutThem() {
        for (long seed = 1; seed <= Hunt.TRIES; seed++) {
            var report = Simulation.harshHours(seed, Seams.SOUND);
            assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        }
    }
}

package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.system.sim.check.Invariant;
import vn.tram.system.sim.check.Violation;

/** Boxes whose database is replaced by a copy of hours before, while their witness outside it is not. */
class DiskSetBackTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noNumberIsGivenTwiceThoughTheDiskIsSetBackUnderIt(long seed) {
        var report = Simulation.disksSetBack(seed, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.words(report)).isTrue();
    }

    @Test
    void theBoxSaysSo() {
        var report = Simulation.disksSetBack(1, Seams.SOUND);
        assertThat(report.troubles().keySet()).anyMatch(said -> said.startsWith("the database was set back"));
    }

    @Test
    void witnessThatGoesWithTheDatabaseIsFoundOut() {
        var found = new ArrayList<Violation>();
        for (long seed = 1; found.isEmpty() && seed <= 12; seed++) {
            found.addAll(Simulation.disksSetBack(seed, new Seams() {
                        @Override
                        public boolean witnessInDatabase() {
                            return true;
                        }
                    })
                    .violations());
        }
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).invariant()).isEqualTo(Invariant.NUMBERS_ARE_UNIQUE);
    }
}

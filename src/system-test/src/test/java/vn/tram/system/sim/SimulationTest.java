package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tram.system.sim.bugs.OlderCentre;
import vn.tram.system.sim.bugs.UnknownKinds;

/**
 * Boxes and centre, the production classes, in worlds that break. The first seeds are always the same, so that a change
 * which breaks something is seen at once; the last are drawn anew each time and printed.
 */
class SimulationTest {
    private static final int SAME = 20;
    private static final int FRESH = 10;

    static LongStream seeds() {
        long fresh = System.nanoTime() & 0xFFFF_FFFFL;
        return LongStream.concat(LongStream.rangeClosed(1, SAME), LongStream.range(fresh, fresh + FRESH));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostOrDoubledOnABadDay(long seed) {
        var report = Simulation.badDay(seed, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        assertThat(report.entries()).as("something was played").isPositive();
    }

    /** The box of today and the centre of yesterday: frames that it cannot read are asked for again, plain. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void centreThatCannotReadColumnsStillGetsEverything(long seed) {
        var report = Simulation.harshHours(seed, new OlderCentre(true));
        assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        assertThat(report.entries()).isPositive();
    }

    /** The centre of yesterday does not know some of what boxes write; that of today takes it up on the same data. */
    @ParameterizedTest(name = "seed {0}, type {1}")
    @CsvSource({"1,2", "2,3", "3,10", "4,13", "5,2", "6,9"})
    void whatAnOldCentreDidNotKnowIsTakenUpAfterItsUpgrade(long seed, int type) {
        var report = Simulation.harshHours(seed, new UnknownKinds(Set.of(type)));
        assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        assertThat(report.entries()).isPositive();
    }

    @Test
    void sameSeedGoesTheSameWay() {
        var first = Simulation.badDay(4, Seams.SOUND);
        var again = Simulation.badDay(4, Seams.SOUND);
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(Simulation.badDay(5, Seams.SOUND).digest()).isNotEqualTo(first.digest());
    }

    @Test
    void quietDayHasNothingToReport() {
        var plan = new Plan(2, 1, 300, LocalTime.of(7, 30), Duration.ofHours(10), Duration.ofHours(1), Faults.NONE);
        var report = SimWorld.run(1, plan, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.words(report)).isTrue();
        assertThat(report.troubles()).isEmpty();
        assertThat(report.strokes()).isZero();
        assertThat(report.entries()).isGreaterThan(2 * 300 * 3);
    }
}

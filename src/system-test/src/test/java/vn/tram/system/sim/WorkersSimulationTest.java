package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several workers of the centre with one database between them: they die, or stand still and wake later. */
class WorkersSimulationTest {
    private static final int SAME = 8;
    private static final int FRESH = 4;

    static LongStream seeds() {
        long fresh = System.nanoTime() & 0xFFFF_FFFFL;
        return LongStream.concat(LongStream.rangeClosed(1, SAME), LongStream.range(fresh, fresh + FRESH));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostOrDoubledThoughWorkersDieOrSleep(long seed) {
        var report = Simulation.workers(seed, Seams.SOUND);
        assertThat(report.sound()).as(Simulation.wordsOfWorkers(report)).isTrue();
        assertThat(report.entries()).as("something was played").isPositive();
    }

    @Test
    void workerThatWakesIsRefusedByItsFence() {
        var refused = LongStream.rangeClosed(1, SAME)
                .mapToObj(seed -> Simulation.workers(seed, Seams.SOUND))
                .flatMap(report -> report.troubles().keySet().stream())
                .filter(trouble -> trouble.contains("has gone to another worker"));
        assertThat(refused).as("it came to that at all").isNotEmpty();
    }

    @Test
    void sameSeedGoesTheSameWay() {
        var first = Simulation.workers(3, Seams.SOUND);
        assertThat(Simulation.workers(3, Seams.SOUND).digest()).isEqualTo(first.digest());
    }
}

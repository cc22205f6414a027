package vn.tram.system.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A data folder that is copied while its box works: both run, until a person decides which of them is the box. */
class CopiedFolderTest {
    private static final int SAME = 12;
    private static final int FRESH = 4;

    static LongStream seeds() {
        long fresh = System.nanoTime() & 0xFFFF_FFFFL;
        return LongStream.concat(LongStream.rangeClosed(1, SAME), LongStream.range(fresh, fresh + FRESH));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothAreFoundOutAndServeOnAndTheChosenOneGoesOn(long seed) {
        assertThat(Simulation.copiedFolder(seed, Seams.SOUND))
                .as("seed %d", seed)
                .isEmpty();
    }
}

package vn.tram.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tram.system.fuzz.Fuzzer.Bound;
import vn.tram.system.fuzz.Fuzzer.Target;

/** A short search for hostile bytes in every check; {@code src/bin/soak fuzz} searches for as long as wanted. */
class FuzzSystemTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Target.class)
    void hostileBytesAreRefusedAndHarmNobody(Target target) throws IOException, InterruptedException {
        int seed = new SplittableRandom().nextInt(1, Integer.MAX_VALUE);
        var found = Fuzzer.run(target.play(), folder, Bound.of(target.shortRun()), seed);
        assertThat(found.nothing())
                .as("seed %d of %s found:\n%s", seed, target.word(), found.said())
                .isTrue();
        assertThat(found.executions()).as(found.said()).isGreaterThanOrEqualTo(target.shortRun());
    }

    @Test
    void plantedFaultIsFound() throws IOException, InterruptedException {
        var found = Fuzzer.run(FaultyReader.class, folder, Bound.of(2_000_000), 1);
        assertThat(found.nothing()).as(found.said()).isFalse();
        assertThat(found.said()).contains(FaultyReader.class.getName());
    }
}

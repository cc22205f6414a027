package vn.tram.bench.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.bench.Figures;
import vn.tram.system.line.Needed;

/** The bench of the whole country with a handful of boxes: real centre, Mosquitto and PostgreSQL. */
@Timeout(120)
class CountryBenchSystemTest {
    private static final int BOXES = 6;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path work;

    @Test
    void aFewBoxesLoseNothingAndCountNothingTwice() throws Exception {
        Needed.mosquitto();
        Needed.postgres();
        // Started as root, mosquitto becomes another user, who must get through to its files.
        assertThat(work.toFile().setExecutable(true, false)).isTrue();
        var figures = new Figures(new PrintStream(printed, true, StandardCharsets.UTF_8));

        CountryBench.run(figures, work, BOXES, drained -> {
            figures.print("entries", (double) drained.entries(), "entries");
            return "shown_rate";
        });

        assertThat(figures.finish()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "figure entries " + BOXES * BacklogDay.EVENTS + " entries",
                        "PASS sync.lost 0 at most 0",
                        "PASS sync.twice 0 at most 0");
    }
}

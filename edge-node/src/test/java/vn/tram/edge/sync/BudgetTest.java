package vn.tram.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.edge.sync.lanes.LineRate;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.kernel.journal.Lane;

/** A metered line over a day, its night and restarts. The rig's clock begins at eight in the morning. */
class BudgetTest {
    private static final long BUDGET = 20_000;

    private final LineRig rig = new LineRig(new LineRules(Duration.ZERO, Map.of(Lane.RECORDS, BUDGET), false));

    private long bytes() {
        return rig.centre.frames.stream()
                .filter(frame -> frame.lane() == Lane.RECORDS)
                .flatMap(frame -> frame.entries().stream())
                .mapToLong(entry -> entry.body().size())
                .sum();
    }

    @Test
    void laneStopsAtItsBudgetAndGoesOnTheNextDay() {
        rig.started();
        rig.writeNoise(Lane.RECORDS, 400, 100);
        rig.write(Lane.URGENT, 200);
        rig.pass(Duration.ofHours(2));
        assertThat(bytes()).isBetween(BUDGET / 2, BUDGET + LineRate.MOST_FRAME);
        assertThat(rig.centre.kept(Lane.RECORDS)).hasSizeLessThan(400);
        assertThat(rig.centre.kept(Lane.URGENT)).hasSize(200);
        assertThat(rig.uplink.state().unsent()).isPositive();
        rig.pass(Duration.ofDays(3));
        assertThat(rig.centre.kept(Lane.RECORDS)).isEqualTo(rig.journal.all(Lane.RECORDS));
    }

    @Test
    void restartBuysNothing() {
        rig.started();
        rig.writeNoise(Lane.RECORDS, 400, 100);
        rig.pass(Duration.ofMinutes(10));
        long spent = bytes();
        for (int i = 0; i < 5; i++) {
            rig.restart(rig.keptAcks.get(rig.keptAcks.size() - 1), rig.keptSpent);
            rig.pass(Duration.ofMinutes(10));
        }
        assertThat(bytes()).isEqualTo(spent);
    }

    @Test
    void nothingIsKeptOfALineThatNobodyMeters() {
        var free = new LineRig();
        free.started();
        free.write(Lane.RECORDS, 400);
        free.pass(Duration.ofMinutes(10));
        assertThat(free.keptSpent).isEmpty();
    }
}

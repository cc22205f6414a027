package vn.tram.centre.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.tram.centre.fleet.LagView.Point;

final class LagRingTest {
    private static final long STEP = LagRing.STEP.toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Start of a step. */
    private static final long BEGIN = 5_600_000 * STEP;

    private final LagRing ring = new LagRing();

    @Test
    void isEmptyBeforeAnythingWasHeard() {
        assertThat(ring.points(BEGIN)).isEmpty();
    }

    @Test
    void worstOfFiveMinutesIsKept() {
        ring.add(BEGIN + 1_000, 2_000);
        ring.add(BEGIN + 60_000, 90_000);
        ring.add(BEGIN + STEP - 1, 0);
        ring.add(BEGIN + STEP, 0);
        assertThat(ring.points(BEGIN + STEP)).containsExactly(new Point(BEGIN, 90_000), new Point(BEGIN + STEP, 0));
    }

    @Test
    void silenceIsAGapAndNoZero() {
        ring.add(BEGIN, 0);
        ring.add(BEGIN + 4 * STEP, 1_200_000);
        assertThat(ring.points(BEGIN + 6 * STEP))
                .containsExactly(new Point(BEGIN, 0), new Point(BEGIN + 4 * STEP, 1_200_000));
    }

    @Test
    void whatADayAgoWasHeardIsForgotten() {
        ring.add(BEGIN, 7_000);
        assertThat(ring.points(BEGIN + DAY - 1)).hasSize(1);
        assertThat(ring.points(BEGIN + DAY)).isEmpty();
        ring.add(BEGIN + DAY + 3 * STEP, 1_000);
        assertThat(ring.points(BEGIN + DAY + 3 * STEP)).containsExactly(new Point(BEGIN + DAY + 3 * STEP, 1_000));
    }

    @Test
    void silenceOfDaysLeavesNothingOfBefore() {
        for (int step = 0; step < LagRing.POINTS; step++) {
            ring.add(BEGIN + step * STEP, 1_000);
        }
        ring.add(BEGIN + 5 * DAY, 3_000);
        assertThat(ring.points(BEGIN + 5 * DAY)).containsExactly(new Point(BEGIN + 5 * DAY, 3_000));
    }

    @Test
    void neverHoldsMoreThanADay() {
        var chance = new SplittableRandom(4);
        long at = BEGIN;
        for (int i = 0; i < 5_000; i++) {
            at += chance.nextLong(STEP);
            ring.add(at, chance.nextLong(DAY));
            var points = ring.points(at);
            assertThat(points).hasSizeLessThanOrEqualTo(LagRing.POINTS);
            assertThat(points.get(points.size() - 1).at()).isEqualTo(at - at % STEP);
            assertThat(points.get(0).at()).isGreaterThan(at - DAY - STEP);
            assertThat(points).isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()));
        }
    }

    @Test
    void lateWordsAndLagsWithoutMeasureDoNoHarm() {
        ring.add(BEGIN + DAY, 1_000);
        ring.add(BEGIN, 5_000);
        ring.add(BEGIN + DAY - STEP, -3_000);
        ring.add(BEGIN + DAY + STEP, Long.MAX_VALUE);
        assertThat(ring.points(BEGIN + DAY + STEP))
                .containsExactly(
                        new Point(BEGIN + DAY - STEP, 0),
                        new Point(BEGIN + DAY, 1_000),
                        new Point(BEGIN + DAY + STEP, Integer.MAX_VALUE * 1_000L));
    }
}

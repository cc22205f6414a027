package vn.tram.edge.sync.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.journal.Lane;

class DayBudgetTest {
    private static final int DAY = 20_454;

    private static DayBudget budget(Map<Lane, Long> limits) {
        return new DayBudget(new LineRules(Duration.ZERO, limits, false));
    }

    private static Instant at(int day) {
        return BusinessDay.instant(day, LocalTime.NOON);
    }

    @Test
    void laneWithoutALimitIsNotStopped() {
        var budget = budget(Map.of());
        budget.spend(Lane.RECORDS, Integer.MAX_VALUE, at(DAY));
        assertThat(Lane.values()).allMatch(lane -> budget.allows(lane, at(DAY)));
    }

    @Test
    void laneStopsWhenItHasSpentItsShareAndTheUrgentOneNever() {
        var budget = budget(Map.of(Lane.URGENT, 1L, Lane.RECORDS, 1_000L, Lane.STATISTICS, 500L));
        budget.spend(Lane.URGENT, 5_000, at(DAY));
        assertThat(budget.allows(Lane.URGENT, at(DAY))).isTrue();
        budget.spend(Lane.STATISTICS, 499, at(DAY));
        assertThat(budget.allows(Lane.STATISTICS, at(DAY))).isTrue();
        budget.spend(Lane.STATISTICS, 1, at(DAY));
        assertThat(budget.allows(Lane.STATISTICS, at(DAY))).isFalse();
        assertThat(budget.allows(Lane.RECORDS, at(DAY))).isTrue();
        budget.spend(Lane.RECORDS, 1_200, at(DAY));
        assertThat(budget.allows(Lane.RECORDS, at(DAY))).isFalse();
    }

    /** Over midnight and with a clock that is set back and forth: no day costs more than its budget and one frame. */
    @Property(tries = 200)
    void noDayCostsMoreThanItsBudget(@ForAll long seed) {
        var dice = new SplittableRandom(seed);
        var budget = budget(Map.of(Lane.RECORDS, 10_000L));
        var spent = new HashMap<Integer, Integer>();
        int latest = DAY;
        for (int i = 0; i < 500; i++) {
            int today = DAY + dice.nextInt(-1, 3) * (i / 100);
            latest = Math.max(latest, today);
            if (budget.allows(Lane.RECORDS, at(today))) {
                int bytes = 1 + dice.nextInt(2_000);
                budget.spend(Lane.RECORDS, bytes, at(today));
                spent.merge(latest, bytes, Integer::sum);
            }
        }
        assertThat(spent.values()).allMatch(bytes -> bytes <= 12_000);
    }

    @Test
    void newDayOpensANewBudget() {
        var budget = budget(Map.of(Lane.RECORDS, 1_000L));
        budget.spend(Lane.RECORDS, 5_000, at(DAY));
        assertThat(budget.allows(Lane.RECORDS, at(DAY))).isFalse();
        assertThat(budget.allows(Lane.RECORDS, at(DAY + 1))).isTrue();
        assertThat(budget.spent(Lane.RECORDS)).isZero();
        assertThat(budget.allows(Lane.RECORDS, at(DAY))).as("set back").isTrue();
        budget.spend(Lane.RECORDS, 1_000, at(DAY));
        assertThat(budget.allows(Lane.RECORDS, at(DAY + 1))).isFalse();
    }

    @Test
    void blobsWaitForTheNightWhereTheOwnerSaysSo() {
        var budget = new DayBudget(new LineRules(Duration.ZERO, Map.of(), true));
        for (int hour = 0; hour < 24; hour++) {
            var now = BusinessDay.instant(DAY, LocalTime.of(hour, 30));
            assertThat(budget.allows(Lane.BLOBS, now)).isEqualTo(hour >= 20 || hour < 6);
            assertThat(budget.allows(Lane.RECORDS, now)).isTrue();
        }
    }
}

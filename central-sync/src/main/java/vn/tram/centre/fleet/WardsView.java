package vn.tram.centre.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All wards, or those that changed, with the city's totals.
 *
 * @param now epoch milliseconds
 * @param day business day, ISO date
 */
public record WardsView(long now, String day, Totals totals, List<WardView> wards) {
    public WardsView {
        wards = List.copyOf(wards);
    }

    /**
     * Sums over all wards.
     *
     * @param meanWaitMs over all tickets called today; null when none was
     * @param alarms all incidents that count today, also those of no ward
     */
    public record Totals(
            int alive,
            int silent,
            int never,
            int waiting,
            int issuedToday,
            int servedToday,
            @Nullable Long meanWaitMs,
            int alarms) {}
}

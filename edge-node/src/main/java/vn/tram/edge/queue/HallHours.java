package vn.tram.edge.queue;

import java.time.LocalTime;
import vn.tram.firmware.settings.WardSettings;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Moment;

/**
 * Whether the hall gives out numbers now.
 *
 * @param open whether it does
 * @param reason NOT_YET_OPEN, AFTER_HOURS, DAY_OFF or PAUSED; empty when open
 * @param opensAt {@code HH:mm} of the next opening today; empty when there is none
 */
public record HallHours(boolean open, String reason, String opensAt) {
    private static final HallHours OPEN = new HallHours(true, "", "");

    static HallHours at(Moment moment, WardSettings settings) {
        if (settings.paused()) {
            return new HallHours(false, "PAUSED", "");
        }
        int weekday = BusinessDay.date(moment.day()).getDayOfWeek().getValue();
        if (!settings.workingWeekdays().contains(weekday)) {
            return new HallHours(false, "DAY_OFF", "");
        }
        var time = BusinessDay.timeOfDay(moment.now());
        for (var hours : settings.hours()) {
            if (time.isBefore(LocalTime.parse(hours.from()))) {
                return new HallHours(false, "NOT_YET_OPEN", hours.from());
            }
            if (time.isBefore(LocalTime.parse(hours.to()))) {
                return OPEN;
            }
        }
        return new HallHours(false, "AFTER_HOURS", "");
    }
}

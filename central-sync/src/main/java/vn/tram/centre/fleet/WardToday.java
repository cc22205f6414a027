package vn.tram.centre.fleet;

import java.util.List;
import vn.tram.kernel.base.BoxId;

/**
 * One ward, now and today.
 *
 * @param today business day of the centre
 * @param boxes of the ward that have spoken
 */
public record WardToday(long now, int today, WardView ward, DayFigures figures, LineView line, List<BoxId> boxes) {
    public WardToday {
        boxes = List.copyOf(boxes);
    }
}

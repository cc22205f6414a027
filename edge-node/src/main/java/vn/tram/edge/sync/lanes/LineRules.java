package vn.tram.edge.sync.lanes;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.journal.Lane;

/**
 * What the owner of a box sets for its line; described in {@code src/docs/configuration.md}.
 *
 * @param spread the first retry after a start comes at a random moment within this
 * @param bytesOfADay what a lane may send in a business day; a lane without a figure is not limited
 * @param blobsAtNight whether lane {@link Lane#BLOBS} and the pieces of blobs wait for the night
 */
public record LineRules(Duration spread, Map<Lane, Long> bytesOfADay, boolean blobsAtNight) {
    /** When the night begins, wall-clock time of the hall; offices are long closed. */
    private static final LocalTime NIGHT = LocalTime.of(20, 0);

    private static final LocalTime MORNING = LocalTime.of(6, 0);

    /** What holds unless a setting says otherwise. */
    public static final LineRules STANDARD = new LineRules(Duration.ofSeconds(90), Map.of(), false);

    public LineRules {
        bytesOfADay = Map.copyOf(bytesOfADay);
    }

    /** Whether a lane may speak at this time of the hall's day, whatever it has spent. */
    public boolean speaks(Lane lane, Instant now) {
        if (lane != Lane.BLOBS || !blobsAtNight) {
            return true;
        }
        var time = BusinessDay.timeOfDay(now);
        return !time.isBefore(NIGHT) || time.isBefore(MORNING);
    }
}

package vn.tram.centre.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How late the facts of a ward's box came during the last 24 hours, as far as the centre remembers. Times are epoch
 * milliseconds.
 *
 * @param box the one heard last; null when none ever was
 * @param since start of what is remembered: a centre that starts anew remembers nothing of before
 * @param stepMs milliseconds between two points that follow each other
 * @param points oldest first; one is missing where the box was silent
 */
public record LagView(long now, @Nullable String box, long since, long stepMs, List<Point> points) {
    public LagView {
        points = List.copyOf(points);
    }

    /**
     * @param at start of its step
     * @param lagMs milliseconds that the oldest entry had waited when it was longest; 0 when none waited
     */
    public record Point(long at, long lagMs) {}
}

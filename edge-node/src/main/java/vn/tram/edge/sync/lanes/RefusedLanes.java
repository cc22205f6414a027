package vn.tram.edge.sync.lanes;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Trouble;

/**
 * Lanes whose messages the broker refused: a wrong right or size there. Such a lane pauses, each time longer, and the
 * others go on; it counts as refused until the centre has confirmed something of it. Timers' thread.
 */
public final class RefusedLanes {
    /** How the centre hears of it. */
    public static final String TROUBLE = "LANE_REFUSED";

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofSeconds(60);

    private record Pause(long untilNanos, Duration next) {}

    private final Map<Lane, Pause> pauses = new EnumMap<>(Lane.class);
    private boolean news;

    /** False when the lane pauses already: what was refused then had left before. */
    public boolean refused(Lane lane, long nowNanos) {
        var before = pauses.get(lane);
        if (before == null) {
            news = true;
            pauses.put(lane, new Pause(nowNanos + FIRST.toNanos(), FIRST.multipliedBy(2)));
        } else if (nowNanos < before.untilNanos()) {
            return false;
        } else {
            var doubled = before.next().multipliedBy(2);
            pauses.put(
                    lane, new Pause(nowNanos + before.next().toNanos(), doubled.compareTo(MOST) < 0 ? doubled : MOST));
        }
        return true;
    }

    public boolean pauses(Lane lane, long nowNanos) {
        var pause = pauses.get(lane);
        return pause != null && nowNanos < pause.untilNanos();
    }

    /** The centre has something of this lane. */
    public void gotThrough(Lane lane) {
        news |= pauses.remove(lane) != null;
    }

    public boolean holds(Lane lane) {
        return pauses.containsKey(lane);
    }

    /** Whether the centre should hear before the minute is over. */
    public boolean hasNews() {
        return news;
    }

    public List<Trouble> tell() {
        news = false;
        return pauses.keySet().stream()
                .map(lane -> new Trouble(TROUBLE, lane.name()))
                .toList();
    }
}

package vn.tram.edge.sync.lanes;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.journal.Lane;

/**
 * What the lanes of a metered line may cost in a business day, and when they may speak. A lane that has spent its share
 * waits for the next day; the urgent one is never stopped. A day once passed does not come back, whatever the clock
 * says, so a clock set back and forth buys nothing. Pure; one thread.
 */
public final class DayBudget {
    private final LineRules rules;
    private final EnumMap<Lane, Long> spent = new EnumMap<>(Lane.class);
    private int day = Integer.MIN_VALUE;
    private boolean news;

    public DayBudget(LineRules rules) {
        this.rules = rules;
    }

    public boolean allows(Lane lane, Instant now) {
        if (lane == Lane.URGENT) {
            return true;
        }
        if (!rules.speaks(lane, now)) {
            return false;
        }
        var limit = rules.bytesOfADay().get(lane);
        if (limit == null) {
            return true;
        }
        turn(now);
        return spent(lane) < limit;
    }

    public void spend(Lane lane, int bytes, Instant now) {
        if (rules.bytesOfADay().containsKey(lane)) {
            turn(now);
            spent.merge(lane, (long) bytes, Long::sum);
            news = true;
        }
    }

    /** What an earlier run of the process had spent. */
    public void remember(List<LaneSpent> earlier) {
        for (var one : earlier) {
            if (one.day() > day) {
                day = one.day();
                spent.clear();
            }
            if (one.day() == day) {
                spent.merge(one.lane(), one.bytes(), Long::sum);
            }
        }
    }

    /** Whether something was spent since {@link #keep}. */
    public boolean hasNews() {
        return news;
    }

    /** What has to survive a restart. */
    public List<LaneSpent> keep() {
        news = false;
        return spent.entrySet().stream()
                .map(each -> new LaneSpent(each.getKey(), day, each.getValue()))
                .toList();
    }

    public long spent(Lane lane) {
        return spent.getOrDefault(lane, 0L);
    }

    private void turn(Instant now) {
        int today = BusinessDay.at(now);
        if (today > day) {
            day = today;
            spent.clear();
        }
    }
}

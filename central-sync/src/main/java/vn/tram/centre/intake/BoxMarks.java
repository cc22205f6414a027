package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.TurnReason;
import vn.tram.kernel.wire.Control.Watermark;

/**
 * How far the centre has a box's journal.
 *
 * @param epoch the one it takes entries of
 * @param lanes watermark of every lane that has entries
 * @param ended epochs before it, the last one first; all of each has landed
 */
public record BoxMarks(long epoch, Map<Lane, Watermark> lanes, List<EndedEpoch> ended) {
    public BoxMarks {
        lanes = Map.copyOf(lanes);
        ended = List.copyOf(ended);
    }

    /** Of a box that is in its first epoch. */
    public BoxMarks(long epoch, Map<Lane, Watermark> lanes) {
        this(epoch, lanes, List.of());
    }

    /** Once the epoch has ended where the marks stand, and {@code child} was begun. */
    BoxMarks turned(long child, TurnReason reason) {
        var heads = new EnumMap<Lane, LaneHead>(Lane.class);
        lanes.forEach((lane, mark) -> heads.put(lane, new LaneHead(mark.durable(), mark.hash())));
        var line = new ArrayList<EndedEpoch>();
        line.add(new EndedEpoch(epoch, heads, reason));
        line.addAll(ended.subList(0, Math.min(ended.size(), EndedEpoch.MOST - 1)));
        return new BoxMarks(child, Map.of(), line);
    }

    /** Whether an epoch came before the present one. */
    Optional<EndedEpoch> ended(long named) {
        return ended.stream().filter(one -> one.epoch() == named).findFirst();
    }

    public Watermark lane(Lane lane) {
        return lanes.getOrDefault(lane, Watermark.NONE);
    }

    /** Whether nothing of this epoch has landed. */
    public boolean empty() {
        return lanes.values().stream().allMatch(mark -> mark.durable() == 0);
    }

    /** Whether nothing of the box has landed at all: any history of it may begin. */
    boolean nothing() {
        return ended.isEmpty() && empty();
    }

    /** Whether entries have landed that the tables do not show yet. */
    public boolean unprojected() {
        return lanes.values().stream().anyMatch(mark -> mark.applied() < mark.durable());
    }

    BoxMarks with(Lane lane, Watermark mark) {
        var changed = new EnumMap<Lane, Watermark>(Lane.class);
        changed.putAll(lanes);
        changed.put(lane, mark);
        return new BoxMarks(epoch, changed, ended);
    }
}

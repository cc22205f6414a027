package vn.tram.centre.intake;

import java.util.EnumMap;
import java.util.Map;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;

/**
 * How far the centre has a box's journal.
 *
 * @param epoch the one it takes entries of
 * @param lanes watermark of every lane that has entries
 */
public record BoxMarks(long epoch, Map<Lane, Watermark> lanes) {
    public BoxMarks {
        lanes = Map.copyOf(lanes);
    }

    public Watermark lane(Lane lane) {
        return lanes.getOrDefault(lane, Watermark.NONE);
    }

    /** Whether nothing of this epoch has landed. */
    public boolean empty() {
        return lanes.values().stream().allMatch(mark -> mark.durable() == 0);
    }

    /** Whether entries have landed that the tables do not show yet. */
    public boolean unprojected() {
        return lanes.values().stream().anyMatch(mark -> mark.applied() < mark.durable());
    }

    BoxMarks with(Lane lane, Watermark mark) {
        var changed = new EnumMap<Lane, Watermark>(Lane.class);
        changed.putAll(lanes);
        changed.put(lane, mark);
        return new BoxMarks(epoch, changed);
    }
}

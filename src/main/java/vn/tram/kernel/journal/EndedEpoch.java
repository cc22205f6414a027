package vn.tram.kernel.journal;

import java.util.Map;

/**
 * An epoch that is over: nothing is added to it any more. Those of a box form a line, each the parent of the next.
 *
 * @param epoch its name
 * @param heads where each lane that has entries ended
 * @param floors the oldest entry of each lane that is still kept, where older ones are gone
 * @param reason why the next one was begun
 */
public record EndedEpoch(long epoch, Map<Lane, LaneHead> heads, Map<Lane, LaneHead> floors, TurnReason reason) {
    /** Ended epochs that a box tells of at most; of older ones the centre has everything. */
    public static final int MOST = 16;

    public EndedEpoch {
        heads = Map.copyOf(heads);
        floors = Map.copyOf(floors);
    }

    public EndedEpoch(long epoch, Map<Lane, LaneHead> heads, TurnReason reason) {
        this(epoch, heads, Map.of(), reason);
    }

    public LaneHead lane(Lane lane) {
        return heads.getOrDefault(lane, LaneHead.START);
    }
}

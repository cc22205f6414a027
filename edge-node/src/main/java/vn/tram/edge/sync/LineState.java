package vn.tram.edge.sync;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tram.edge.sync.lanes.LineMeasure;
import vn.tram.kernel.wire.Control.Verdict;

/**
 * The line in honest figures. Times are epoch milliseconds.
 *
 * @param state where it stands
 * @param since when that began
 * @param broker address tried
 * @param why what the last failure was; empty when there was none
 * @param unsent entries that the centre has not confirmed to be on its disk
 * @param oldestUnsent time of the oldest of them
 * @param lastAckAt when the centre last confirmed something
 * @param feedTroubles what came from the city and was turned away
 * @param measure what the line carried lately
 */
public record LineState(
        Connection state,
        long since,
        String broker,
        String why,
        long unsent,
        @Nullable Long oldestUnsent,
        @Nullable Long lastAckAt,
        List<LaneState> lanes,
        List<FeedTrouble> feedTroubles,
        LineMeasure measure) {
    public LineState {
        lanes = List.copyOf(lanes);
        feedTroubles = List.copyOf(feedTroubles);
    }

    /** Whether the broker refuses a lane. */
    public boolean refused() {
        return lanes.stream().anyMatch(LaneState::refused);
    }

    /** States of the line. */
    public enum Connection {
        /** Never since the process started. */
        NEVER,
        ONLINE,
        OFFLINE,
        /** On line, but the centre knows another history of this box: nothing is sent until a person decided. */
        FORKED,
        /** On line, but two copies of this box speak under its name: nothing is sent until a person decided. */
        CLONED,
        /** On line, but the city has decided that this copy is not the box: nothing is sent. */
        FENCED;

        private static final int HELD_PATIENCE = 5;

        /** Whether the city holds this copy back, whatever its journal. */
        public boolean held() {
            return this == CLONED || this == FENCED;
        }

        /** How many times as long as usual to wait for the next connection: held copies would throw each other off. */
        int patience() {
            return held() ? HELD_PATIENCE : 1;
        }

        /** Whether it stands until a person decides. */
        boolean stands() {
            return this == FORKED || held();
        }

        /** The state in which a verdict holds this copy back; empty when it does not. */
        static Optional<Connection> held(Verdict verdict) {
            return switch (verdict) {
                case CLONE -> Optional.of(CLONED);
                case FENCE -> Optional.of(FENCED);
                case OK, FORK, REWIND -> Optional.empty();
            };
        }
    }

    /**
     * A lane's last entry, and how much of it the centre has on disk and in its tables.
     *
     * @param refused whether the broker refuses what it sends
     */
    public record LaneState(String lane, long head, long durable, long applied, boolean refused) {}
}

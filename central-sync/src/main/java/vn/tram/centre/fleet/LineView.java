package vn.tram.centre.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the centre has a box's journal; numbers are entries, summed over the lanes.
 *
 * @param box whose line it is: the ward's box that spoke last; null when none ever did
 * @param durable on the centre's disk
 * @param applied shown
 * @param head written at the box, last known
 * @param behind written there and not on the centre's disk
 * @param epoch hexadecimal; null without a box
 * @param clockOffsetMs milliseconds the box's clock was ahead of ours when it last told the time
 * @param bytesPerSecond what the line lately carried upwards while it was full; null when that was not seen, or the box
 *     is silent
 * @param roundTripMs shortest time from the box to the broker and back of late; null as before
 * @param oldestWaiting epoch milliseconds of the oldest entry that waits at the box; null when none does
 */
public record LineView(
        @Nullable String box,
        long durable,
        long applied,
        long head,
        long behind,
        @Nullable String epoch,
        long clockOffsetMs,
        @Nullable Integer bytesPerSecond,
        @Nullable Integer roundTripMs,
        @Nullable Long oldestWaiting,
        List<LaneView> lanes) {
    public LineView {
        lanes = List.copyOf(lanes);
    }

    /** Of a ward whose box never spoke. */
    static final LineView NONE = new LineView(null, 0, 0, 0, 0, null, 0, null, null, null, List.of());

    /** One lane, in its own sequence numbers. */
    public record LaneView(String lane, long head, long durable, long applied) {}
}

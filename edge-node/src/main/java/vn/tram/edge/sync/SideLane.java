package vn.tram.edge.sync;

import java.util.Optional;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Link;

/**
 * A lane of what is not in the journal: pieces of blobs. It comes last; the uplink measures the line, keeps the budget
 * of the day and says how long a piece may be, and the lane keeps its own account of what the far end has. Called on
 * the timers' thread; must not block.
 */
public interface SideLane {
    /** Nothing besides the journal. */
    SideLane NONE = new SideLane() {
        @Override
        public void begin(long nowNanos) {}

        @Override
        public Optional<Link.Message> next(int most, long nowNanos) {
            return Optional.empty();
        }

        @Override
        public boolean heard(Control message, long nowNanos) {
            return false;
        }
    };

    /** A connection stands and the centre has welcomed this box: what was under way before may be lost. */
    void begin(long nowNanos);

    /**
     * The next piece, with a payload of about {@code most} bytes at most; empty when nothing is to be said now, or
     * enough of it is on its way. Asked when no lane of the journal has anything to send and the line has room: after
     * the broker took a message, after the centre spoke, after {@link Uplink#wake}, and once a second.
     */
    Optional<Link.Message> next(int most, long nowNanos);

    /** Takes a message of the centre that is meant for this lane; false when it is not. */
    boolean heard(Control message, long nowNanos);
}

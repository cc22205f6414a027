package vn.tram.edge;

import java.util.ArrayList;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.NodeEvent;

/** News of the box itself: that it started, that its clock cannot be trusted. */
final class NodeDiary {
    /** A clock that is less behind than this is only being corrected. */
    static final long TOLERATED_MS = 2_000;

    private boolean clockBehind;

    /**
     * Looks at the clock; replies whether it is trusted.
     *
     * @param started version of the software when the process has just started, else empty
     */
    record Note(String started) implements Command<Boolean> {}

    Decision<Boolean> decide(Note note, Moment moment) {
        var events = new ArrayList<Event>();
        if (!note.started().isEmpty()) {
            events.add(new NodeEvent.NodeStarted(note.started()));
        }
        boolean behind = moment.clockBehindMillis() > TOLERATED_MS;
        if (behind && !clockBehind) {
            events.add(new NodeEvent.ClockFellBehind(moment.clockBehindMillis()));
        } else if (!behind && clockBehind) {
            events.add(new NodeEvent.ClockRecovered());
        }
        return Decision.of(!behind, events);
    }

    void apply(NodeEvent event) {
        if (event instanceof NodeEvent.ClockFellBehind) {
            clockBehind = true;
        } else if (event instanceof NodeEvent.ClockRecovered) {
            clockBehind = false;
        } else if (event instanceof NodeEvent.EpochBegun) {
            clockBehind = false; // said again in this epoch when it still is
        } else if (!(event instanceof NodeEvent.NodeStarted
                || event instanceof NodeEvent.EntryCarried
                || event instanceof NodeEvent.EntryErased)) {
            throw new AssertionError(event);
        }
    }

    void forget() {
        clockBehind = false;
    }
}

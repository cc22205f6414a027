package vn.tram.centre.fleet;

import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.LineFigures;

/**
 * What is known of a box besides its journal.
 *
 * @param software version it last told, or empty
 * @param heardAt epoch milliseconds of its last word, 0 when it never spoke
 * @param alive whether it counts as connected
 * @param since epoch milliseconds since when {@code alive} has been as it is
 * @param heads last entry of each lane that it told of
 * @param clockOffset milliseconds its clock was ahead of ours when it last told the time
 * @param troubles open alarms it told of
 * @param line how it last found its line
 */
public record BoxRow(
        BoxId box,
        String software,
        long heardAt,
        boolean alive,
        long since,
        Map<Lane, Long> heads,
        long clockOffset,
        int troubles,
        LineFigures line) {
    public BoxRow {
        heads = Map.copyOf(heads);
    }

    static BoxRow unheard(BoxId box) {
        return new BoxRow(box, "", 0, false, 0, Map.of(), 0, 0, LineFigures.NONE);
    }

    BoxRow heard(long at) {
        return new BoxRow(box, software, at, true, alive ? since : at, heads, clockOffset, troubles, line);
    }

    /** Silence begins with the last word. */
    BoxRow silent() {
        return new BoxRow(box, software, heardAt, false, heardAt, heads, clockOffset, troubles, line);
    }

    BoxRow running(String version) {
        return new BoxRow(box, version, heardAt, alive, since, heads, clockOffset, troubles, line);
    }

    BoxRow telling(Map<Lane, Long> newHeads, long offset, int newTroubles, LineFigures newLine) {
        return new BoxRow(box, software, heardAt, alive, since, newHeads, offset, newTroubles, newLine);
    }
}

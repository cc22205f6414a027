package vn.tram.kernel.wire;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.wire.Control.LineFigures;

/** What a beat tells of the line, as fields. */
final class LineForms {
    private LineForms() {}

    static void put(LineFigures line, Fields beat) {
        beat.putUnlessZero(10, line.bytesPerSecond())
                .putUnlessZero(11, line.wayMillis())
                .putUnlessZero(12, line.oldestWaiting());
    }

    static LineFigures of(Fields beat) throws BadForm {
        return new LineFigures(
                beat.number(10, 0, Integer.MAX_VALUE, 0),
                beat.number(11, 0, Integer.MAX_VALUE, 0),
                beat.number(12, 0L));
    }
}

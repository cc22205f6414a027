package vn.tram.system.fuzz;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** Frames and the events in them: read or refused, and the same in every packing. */
public final class FrameFuzz {
    private FrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws BadForm {
        Frame frame;
        try {
            frame = FrameCodec.decode(data);
        } catch (BadForm refused) {
            return;
        }
        for (var packing : Packing.values()) {
            byte[] again = FrameCodec.encode(frame, packing);
            if (again.length <= Frame.MAX_BYTES) { // a form that packs less well may be too large for the line
                Claims.equal(frame, FrameCodec.decode(again));
            }
        }
        for (var entry : frame.entries()) {
            try {
                Claims.equal(EventTypes.decode(entry), EventTypes.decode(entry));
            } catch (BadForm refused) {
                // quarantined by the centre, one by one
            }
        }
    }
}

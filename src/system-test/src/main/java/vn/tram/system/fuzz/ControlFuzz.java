package vn.tram.system.fuzz;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.ControlCodec;

/** Control messages: read or refused; what was read and written again is read as the same. */
public final class ControlFuzz {
    private ControlFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws BadForm {
        Control message;
        try {
            message = ControlCodec.decode(data);
        } catch (BadForm refused) {
            return;
        }
        Claims.equal(message, ControlCodec.decode(ControlCodec.encode(message)));
    }
}

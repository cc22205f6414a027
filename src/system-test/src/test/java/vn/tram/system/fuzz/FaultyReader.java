package vn.tram.system.fuzz;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.ControlCodec;

/** A reader that believes that nobody ever asks for the statistics in plain form: the fuzzer must find it. */
public final class FaultyReader {
    private FaultyReader() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            if (ControlCodec.decode(data) instanceof Control.SendPlain asked && asked.lane() == Lane.STATISTICS) {
                throw new IllegalStateException("statistics in plain form");
            }
        } catch (BadForm refused) {
            // as it should be
        }
    }
}

package vn.tram.system.fuzz;

import java.util.Objects;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.ControlCodec;

/** A reader that believes every hello of a box that has lanes to name the urgent one: the fuzzer must find it. */
public final class FaultyReader {
    private FaultyReader() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            if (ControlCodec.decode(data) instanceof Control.Hello hello
                    && !hello.heads().isEmpty()) {
                Objects.requireNonNull(hello.heads().get(Lane.URGENT));
            }
        } catch (BadForm refused) {
            // as it should be
        }
    }
}

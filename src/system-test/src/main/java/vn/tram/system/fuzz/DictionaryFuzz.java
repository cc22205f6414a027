package vn.tram.system.fuzz;

import java.util.Objects;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.columns.Dictionary;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;
import vn.tram.kernel.wire.WireSamples;

/** A dictionary of a city gone bad: read or refused, and frames by one that was read come back as they were. */
public final class DictionaryFuzz {
    private static final Frame FRAME =
            Objects.requireNonNull(WireSamples.frames().get("every-urgent-event"));

    private DictionaryFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws BadForm {
        var bytes = Bytes.of(data);
        Dictionary dictionary;
        try {
            dictionary = Dictionary.read(bytes);
        } catch (BadForm refused) {
            return;
        }
        var known = Dictionaries.BUILT_IN.with(bytes);
        byte[] packed = FrameCodec.encode(FRAME, Packing.COLUMNS_DICTIONARY, known, dictionary.number());
        Claims.equal(FRAME, FrameCodec.decode(packed, known));
    }
}

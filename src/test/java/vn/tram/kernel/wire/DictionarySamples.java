package vn.tram.kernel.wire;

import java.util.List;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.cbor.Cbor;
import vn.tram.kernel.cbor.Fields;
import vn.tram.kernel.columns.Dictionary;

/** Small dictionaries for tests, each another one. */
public final class DictionarySamples {
    /** Of a form that comes after this software. */
    public static final Bytes LATER = Bytes.owned(Cbor.encode(new Fields().put(1, 2)));

    private DictionarySamples() {}

    public static Bytes bytes(int which) {
        return Dictionary.write(List.of(DictionaryTrainer.entries(22_000 + which, which, 30)));
    }
}

package vn.tram.system.fuzz;

import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.cbor.Cbor;

/** CBOR values: read or refused; what was read and written again is read as the same. */
public final class ValueFuzz {
    private ValueFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws BadForm {
        Object value;
        try {
            value = Cbor.decodeValue(data);
        } catch (BadForm refused) {
            return;
        }
        Claims.equal(value, Cbor.decodeValue(Cbor.encodeValue(value)));
    }
}

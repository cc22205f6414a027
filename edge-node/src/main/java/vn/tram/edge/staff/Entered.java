package vn.tram.edge.staff;

import java.util.Set;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.event.Way;

/**
 * What came of a try.
 *
 * @param verdict whether this person is in
 * @param shown what people call them; empty unless in
 * @param rights what they may do; empty unless in
 * @param way how they are in
 * @param wrong tries in a row so far
 * @param waitMillis until it may be tried again
 */
public record Entered(
        Verdict verdict, String name, String shown, Set<Right> rights, Way way, int wrong, long waitMillis) {
    /** The names are keys of texts. */
    public enum Verdict {
        IN,
        /** Name and PIN do not go together; which of them is wrong is not told. */
        PIN_WRONG,
        /** The code is not that of this name, was used, or is too old. */
        CODE_WRONG,
        /** Somebody has to unlock it. */
        LOCKED,
        /** What the city signed is too old; two of the staff may open an emergency. */
        ENTITLEMENT_OVER
    }

    public Entered {
        rights = Set.copyOf(rights);
    }

    static Entered not(Verdict verdict, String name, int wrong, long waitMillis) {
        return new Entered(verdict, name, "", Set.of(), Way.PIN, wrong, waitMillis);
    }
}

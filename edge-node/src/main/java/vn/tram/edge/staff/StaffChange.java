package vn.tram.edge.staff;

import java.util.Optional;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Landing;

/** What this box alone keeps of its people; never in the journal, never on the line. */
public sealed interface StaffChange extends Landing {
    /** What the box keeps of a PIN from now on. */
    record PinKept(PinState state) implements StaffChange {}

    /** Somebody whom the box's own console let in, until the row ends; a row without a code was used. */
    record InviteKept(StaffRow row) implements StaffChange {}

    /** An emergency is open from now on; it ends by itself. */
    record EmergencyKept(Emergency emergency) implements StaffChange {}

    /**
     * A PIN or a code is about to be looked at, and counts as wrong until it is found right: so neither many tries at
     * once nor a killed process win a free one.
     *
     * @param counted what the box keeps of the PIN with this try; empty for a code and for a name of nobody
     */
    record TryBegun(OpenTry open, Optional<PinState> counted) implements StaffChange {}

    /**
     * A try is over; nothing is stored of it. {@code right}: the PIN was that person's, which for two minutes counts in
     * an emergency.
     */
    record TryEnded(OpenTry open, boolean right, long at) implements StaffChange {}
}

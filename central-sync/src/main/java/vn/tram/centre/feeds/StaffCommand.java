package vn.tram.centre.feeds;

import java.util.List;
import java.util.Set;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.core.Command;

/**
 * What is asked of the accounts of a ward's staff. An account is a row of the ward's own feed and nothing besides, so
 * what a box knows is what stands here. None needs a request id: doing the same again changes nothing.
 */
public sealed interface StaffCommand<R> extends Command<R> {
    /** One that changes a ward's feed; replies the name. */
    sealed interface Change extends StaffCommand<String> {
        WardCode ward();
    }

    /**
     * Makes an account, or changes it; code and generation of an older one stay.
     *
     * @param code hash of a one-time code for a new account; empty to leave what is there
     */
    record PutStaff(WardCode ward, String name, String shown, Set<Role> roles, List<String> subjects, String code)
            implements Change {
        public PutStaff {
            roles = Set.copyOf(roles);
            subjects = List.copyOf(subjects);
        }

        @Override
        public String toString() {
            return "PutStaff " + ward + " " + name;
        }
    }

    /**
     * Gives out a one-time code in the place of any other.
     *
     * @param reset whether the PIN that was chosen before counts no more
     */
    record GiveCode(WardCode ward, String name, String code, boolean reset) implements Change {
        @Override
        public String toString() {
            return "GiveCode " + ward + " " + name;
        }
    }

    /** Takes an account back: at once at a box on line, with the line's return at one that is not. */
    record RevokeStaff(WardCode ward, String name) implements Change {}

    /** The accounts of a ward, by name. */
    record AskStaff(WardCode ward) implements StaffCommand<List<StaffRow>> {}
}

package vn.tram.centre.feeds;

import java.util.List;
import java.util.Set;
import vn.tram.firmware.staff.Role;
import vn.tram.kernel.base.WardCode;

/**
 * A change of an account on its way to the worker that writes the feeds, as JSON. A code travels as its hash alone.
 *
 * @param act PUT, CODE or REVOKE
 */
public record StaffErrand(
        String act,
        String ward,
        String name,
        String shown,
        Set<Role> roles,
        List<String> subjects,
        String code,
        boolean reset) {
    public StaffErrand {
        roles = Set.copyOf(roles);
        subjects = List.copyOf(subjects);
    }

    public static StaffErrand of(StaffCommand.Change change) {
        var ward = change.ward().value();
        if (change instanceof StaffCommand.PutStaff put) {
            return new StaffErrand(
                    "PUT", ward, put.name(), put.shown(), put.roles(), put.subjects(), put.code(), false);
        } else if (change instanceof StaffCommand.GiveCode give) {
            return new StaffErrand("CODE", ward, give.name(), "", Set.of(), List.of(), give.code(), give.reset());
        } else if (change instanceof StaffCommand.RevokeStaff revoke) {
            return new StaffErrand("REVOKE", ward, revoke.name(), "", Set.of(), List.of(), "", false);
        }
        throw new AssertionError(change);
    }

    /** {@link IllegalArgumentException} when it is none. */
    public StaffCommand.Change command() {
        var of = new WardCode(ward);
        return switch (act) {
            case "PUT" -> new StaffCommand.PutStaff(of, name, shown, roles, subjects, code);
            case "CODE" -> new StaffCommand.GiveCode(of, name, code, reset);
            case "REVOKE" -> new StaffCommand.RevokeStaff(of, name);
            default -> throw new IllegalArgumentException("no act: " + act);
        };
    }
}

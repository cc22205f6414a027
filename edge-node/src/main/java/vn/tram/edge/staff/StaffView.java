package vn.tram.edge.staff;

import java.util.Set;
import vn.tram.firmware.staff.Role;

/**
 * A member of the ward's staff as an administrator sees them.
 *
 * @param hasPin whether a PIN was chosen that still counts
 * @param wrong wrong tries in a row
 * @param entitled whether they may sign in now
 * @param until epoch milliseconds at which what the city signed ends
 * @param byConsole let in by the box's own console, and not by the city
 */
public record StaffView(
        String name,
        String shown,
        Set<Role> roles,
        boolean hasPin,
        boolean locked,
        int wrong,
        boolean entitled,
        long until,
        boolean byConsole) {
    public StaffView {
        roles = Set.copyOf(roles);
    }
}

package vn.tram.edge.staff;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;

/**
 * Who may what, as of the last commit. Never changes: any thread may ask while the core goes on. A row holds until
 * {@code freshUntil} while the box sees the centre, which renews it daily; until {@code until} while it does not, and
 * in an emergency for counters alone until that ends. A row that the city took back holds no more.
 *
 * @param city the city's rows, by name
 * @param invited those of the box's own console
 */
public record StaffMemory(Map<String, StaffRow> city, Map<String, StaffRow> invited, Emergency emergency) {
    /** Of a box that knows nobody. */
    public static final StaffMemory NOBODY = new StaffMemory(Map.of(), Map.of(), Emergency.NONE);

    private static final Set<Right> OF_AN_EMERGENCY = Set.of(Right.SERVE, Right.LOOK_UP);

    public StaffMemory {
        city = Map.copyOf(city);
        invited = Map.copyOf(invited);
    }

    /** The city's row when there is one, else that of the console. */
    public Optional<StaffRow> row(String name) {
        return Optional.ofNullable(city.get(name)).or(() -> Optional.ofNullable(invited.get(name)));
    }

    /** What somebody may do now; nothing when they may not even sign in. {@code now}: epoch milliseconds. */
    public Set<Right> rights(String name, long now, boolean seesCentre) {
        var all = EnumSet.noneOf(Right.class);
        var row = city.get(name);
        if (row != null && holds(row, now, seesCentre)) {
            all.addAll(row.rights());
        } else if (row != null && now < emergency.until()) {
            all.addAll(row.rights());
            all.retainAll(OF_AN_EMERGENCY);
        }
        var invite = invited.get(name);
        if (invite != null && now < invite.until()) {
            all.addAll(invite.rights());
        }
        return all;
    }

    /** Whether somebody may be signed in now. */
    public boolean entitled(String name, long now, boolean seesCentre) {
        return !rights(name, now, seesCentre).isEmpty();
    }

    /** Whether somebody may only because two have opened an emergency. */
    public boolean onlyInEmergency(String name, long now, boolean seesCentre) {
        return entitled(name, now, seesCentre)
                && !new StaffMemory(city, invited, Emergency.NONE).entitled(name, now, seesCentre);
    }

    private static boolean holds(StaffRow row, long now, boolean seesCentre) {
        return now < (seesCentre ? row.freshUntil() : row.until());
    }
}

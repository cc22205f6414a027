package vn.tram.edge.staff;

import java.util.List;
import vn.tram.firmware.staff.StaffRow;

/** What stands on the box's disk of its people, besides the city's rows. */
public record StaffStored(List<PinState> pins, List<StaffRow> invites, Emergency emergency) {
    public static final StaffStored NOTHING = new StaffStored(List.of(), List.of(), Emergency.NONE);

    public StaffStored {
        pins = List.copyOf(pins);
        invites = List.copyOf(invites);
    }
}

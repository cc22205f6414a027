package vn.tram.edge.store.people;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.edge.devices.Device;
import vn.tram.edge.devices.DeviceChange;
import vn.tram.edge.staff.Emergency;
import vn.tram.edge.staff.PinState;
import vn.tram.edge.staff.StaffChange;
import vn.tram.edge.staff.StaffStored;
import vn.tram.firmware.staff.StaffRow;

/** {@link PeopleRows} in memory. */
public final class MemoryPeople {
    private final Map<String, PinState> pins = new TreeMap<>();
    private final Map<String, StaffRow> invites = new TreeMap<>();
    private final Map<String, Device> devices = new TreeMap<>();
    private Emergency emergency = Emergency.NONE;

    public void land(StaffChange change) {
        if (change instanceof StaffChange.PinKept kept) {
            pins.put(kept.state().name(), kept.state());
        } else if (change instanceof StaffChange.TryBegun begun) {
            begun.counted().ifPresent(state -> pins.put(state.name(), state));
        } else if (change instanceof StaffChange.InviteKept kept) {
            invites.put(kept.row().name(), kept.row());
        } else if (change instanceof StaffChange.EmergencyKept kept) {
            emergency = kept.emergency();
        }
    }

    public void land(DeviceChange change) {
        if (change instanceof DeviceChange.DeviceKept kept) {
            devices.put(kept.device().id(), kept.device());
        } else if (change instanceof DeviceChange.DeviceDropped dropped) {
            devices.remove(dropped.id());
        }
    }

    public StaffStored staff() {
        return new StaffStored(List.copyOf(pins.values()), List.copyOf(invites.values()), emergency);
    }

    public List<Device> devices() {
        return List.copyOf(devices.values());
    }
}

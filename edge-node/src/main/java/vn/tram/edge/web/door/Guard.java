package vn.tram.edge.web.door;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.tram.edge.devices.DeviceMemory;
import vn.tram.edge.staff.PinHashes;
import vn.tram.edge.staff.StaffMemory;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.trust.Secret;

/**
 * What the door goes by.
 *
 * @param staff who may what, as of the last commit
 * @param devices of the hall, as of the last commit
 * @param seesCentre whether the line has been up for long
 * @param pins hashes PINs; slow
 * @param console token of the box's own console
 */
public record Guard(
        Supplier<StaffMemory> staff,
        Supplier<DeviceMemory> devices,
        BooleanSupplier seesCentre,
        PinHashes pins,
        Secret console) {
    Set<Right> rights(String name, long now) {
        return staff.get().rights(name, now, seesCentre.getAsBoolean());
    }

    boolean has(String device) {
        return devices.get().has(device);
    }
}

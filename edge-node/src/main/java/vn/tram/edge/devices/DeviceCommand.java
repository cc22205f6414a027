package vn.tram.edge.devices;

import java.util.List;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.DeviceKind;

/**
 * What may be asked about devices. That {@code by} may do it is judged before.
 *
 * @param <R> the reply
 */
public sealed interface DeviceCommand<R> extends Command<R> {
    /** A device asks to belong to the hall; id and code are made of chance by whoever asks. */
    record Pair(String id, String code, DeviceKind kind, Bytes secretHash) implements DeviceCommand<Pairing> {}

    /** An administrator has read a code off a screen. Replies the device. */
    record Confirm(String code, String label, String by) implements DeviceCommand<Device> {}

    /**
     * Whoever brought the box to the city with its claim code sits at this workstation: it is the first of the hall.
     * Refused when there is one.
     */
    record ConfirmFirst(String code, String label, String by) implements DeviceCommand<Device> {}

    /** Take a device back. Replies its id. */
    record Revoke(String id, String by) implements DeviceCommand<String> {}

    /** The hall's devices, and how many wait. */
    record ShowDevices() implements DeviceCommand<DevicesView> {}

    /**
     * @param devices by label
     * @param waiting kinds of the devices that show a code; the codes themselves are to be read off their screens
     */
    record DevicesView(List<Device> devices, List<DeviceKind> waiting) {
        public DevicesView {
            devices = List.copyOf(devices);
            waiting = List.copyOf(waiting);
        }
    }
}

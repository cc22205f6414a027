package vn.tram.edge.devices;

import vn.tram.kernel.base.Landing;

/** What the box keeps of the hall's devices. */
public sealed interface DeviceChange extends Landing {
    /** A device belongs to the hall from now on. */
    record DeviceKept(Device device) implements DeviceChange {}

    /** A device belongs to the hall no more. */
    record DeviceDropped(String id) implements DeviceChange {}

    /** A device shows its code. Kept in memory alone: after a restart of the box it shows another. */
    record PairingBegun(Pairing pairing) implements DeviceChange {}
}

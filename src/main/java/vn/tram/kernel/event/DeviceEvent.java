package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;

/** Which screens and machines belong to the hall. */
public sealed interface DeviceEvent extends Event {
    /**
     * An administrator confirmed the code that a device showed.
     *
     * @param device id given by this box
     * @param label what people call it, for instance "Quầy 3"
     * @param by who confirmed it
     */
    record DeviceConfirmed(String device, DeviceKind kind, String label, String by) implements DeviceEvent {}

    /** It is of the hall no more; what it held open is closed. */
    record DeviceRevoked(String device, String by) implements DeviceEvent {}
}

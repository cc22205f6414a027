package vn.tram.edge.devices;

import vn.tram.kernel.base.Rejection;

/** Why something about devices was refused; the words for people stand under these names in the bundles. */
public enum DeviceRejection implements Rejection {
    /** No device shows this code now. */
    CODE_UNKNOWN,
    /** By chance two would show the same code, or have one id: make another. */
    CODE_TAKEN,
    /** Too many devices are waiting, or belong to the hall. */
    TOO_MANY_DEVICES,
    DEVICE_UNKNOWN,
    /** 1 to 40 characters. */
    LABEL_UNFIT,
    /** The first workstation stands already; an administrator confirms the next. */
    NOT_FIRST
}

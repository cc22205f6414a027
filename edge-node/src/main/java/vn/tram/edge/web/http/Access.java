package vn.tram.edge.web.http;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.event.DeviceKind;

/**
 * Who may ask for something. Every route has one, so that nothing is open because somebody forgot.
 *
 * @param who what has to be shown
 * @param kinds of devices that may ask; none where no device is needed
 * @param right that the person must have; empty when any will do
 * @param whileLocked whether it is answered while the screen is locked
 */
public record Access(Who who, Set<DeviceKind> kinds, Optional<Right> right, boolean whileLocked) {
    /** What has to be shown. */
    public enum Who {
        /** Nothing. */
        ANYONE,
        /** The secret of a device of the hall. */
        DEVICE,
        /** That, and somebody signed in at it. */
        PERSON,
        /** The token in a file of this machine that only the box's owner reads. */
        CONSOLE,
        /** A connection from this machine itself, or somebody who may see the load. */
        MACHINE
    }

    public Access {
        kinds = Set.copyOf(kinds);
    }

    /** Nothing has to be shown: for what a stranger needs to become known. */
    public static Access anyone() {
        return new Access(Who.ANYONE, Set.of(), Optional.empty(), true);
    }

    public static Access device(DeviceKind first, DeviceKind... others) {
        return new Access(Who.DEVICE, EnumSet.of(first, others), Optional.empty(), true);
    }

    /** Anybody who is signed in at a workstation. */
    public static Access person() {
        return new Access(Who.PERSON, Set.of(DeviceKind.WORKSTATION), Optional.empty(), false);
    }

    public static Access person(Right right) {
        return new Access(Who.PERSON, Set.of(DeviceKind.WORKSTATION), Optional.of(right), false);
    }

    /** Whoever is signed in, also while the screen is locked. */
    public static Access personEvenLocked() {
        return new Access(Who.PERSON, Set.of(DeviceKind.WORKSTATION), Optional.empty(), true);
    }

    public static Access console() {
        return new Access(Who.CONSOLE, Set.of(), Optional.empty(), true);
    }

    public static Access machine() {
        return new Access(Who.MACHINE, Set.of(), Optional.empty(), true);
    }
}

package vn.tram.edge.devices;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.DeviceKind;

/**
 * A screen or machine of the hall.
 *
 * @param id given by this box, for instance {@code d-7k2m9qxd}
 * @param label what people call it, for instance "Quầy 3"; 1 to 40 characters
 * @param secretHash SHA-256 of the 32 random bytes by which it shows who it is
 * @param since epoch milliseconds
 * @param by who confirmed it
 */
public record Device(String id, DeviceKind kind, String label, Bytes secretHash, long since, String by) {
    /** Characters of a label at most. */
    public static final int LONGEST_LABEL = 40;
}

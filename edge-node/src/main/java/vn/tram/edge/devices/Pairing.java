package vn.tram.edge.devices;

import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.DeviceKind;

/**
 * A device that shows a code on its own screen until an administrator confirms it.
 *
 * @param id that it will have
 * @param code six characters, none of which looks like another
 * @param secretHash SHA-256 of its secret
 * @param until epoch milliseconds after which the code is nothing
 */
public record Pairing(String id, String code, DeviceKind kind, Bytes secretHash, long until) {}

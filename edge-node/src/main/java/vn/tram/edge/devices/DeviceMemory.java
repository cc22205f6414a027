package vn.tram.edge.devices;

import java.util.Map;
import java.util.Optional;
import vn.tram.kernel.base.Bytes;

/**
 * The hall's devices as of the last commit. Never changes: any thread may ask while the core goes on.
 *
 * @param all by the hash of their secret
 */
public record DeviceMemory(Map<Bytes, Device> all) {
    /** Of a hall without any. */
    public static final DeviceMemory NONE = new DeviceMemory(Map.of());

    public DeviceMemory {
        all = Map.copyOf(all);
    }

    /** The device whose secret has this SHA-256. */
    public Optional<Device> bySecret(Bytes hash) {
        return Optional.ofNullable(all.get(hash));
    }

    /** Whether a device belongs to the hall. */
    public boolean has(String id) {
        return all.values().stream().anyMatch(device -> device.id().equals(id));
    }
}

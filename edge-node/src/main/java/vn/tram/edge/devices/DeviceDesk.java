package vn.tram.edge.devices;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tram.edge.devices.DeviceChange.DeviceDropped;
import vn.tram.edge.devices.DeviceChange.DeviceKept;
import vn.tram.edge.devices.DeviceChange.PairingBegun;
import vn.tram.edge.devices.DeviceCommand.Confirm;
import vn.tram.edge.devices.DeviceCommand.ConfirmFirst;
import vn.tram.edge.devices.DeviceCommand.DevicesView;
import vn.tram.edge.devices.DeviceCommand.Pair;
import vn.tram.edge.devices.DeviceCommand.Revoke;
import vn.tram.edge.devices.DeviceCommand.ShowDevices;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.event.DeviceEvent;
import vn.tram.kernel.event.DeviceKind;

/**
 * Which screens and machines belong to the hall: one shows a code, an administrator who stands before it confirms that.
 * The core's thread, but {@link #memory}, which any thread may ask.
 */
public final class DeviceDesk {
    /** So long a code may be confirmed. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Devices of a hall at most. */
    static final int MOST = 200;

    /** Devices that show a code at one time, at most. */
    static final int MOST_WAITING = 50;

    private final Map<String, Device> devices = new TreeMap<>();
    private final Map<String, Pairing> waiting = new LinkedHashMap<>();
    private volatile DeviceMemory memory = DeviceMemory.NONE;

    /** The hall's devices as of the last commit. Any thread. */
    public DeviceMemory memory() {
        return memory;
    }

    /** Answers a command; changes nothing. */
    @SuppressWarnings("unchecked") // each branch returns the reply type its command declares
    public <R> Decision<R> decide(DeviceCommand<R> command, Moment moment) {
        if (command instanceof Pair pair) {
            return (Decision<R>) pair(pair, moment.millis());
        } else if (command instanceof Confirm confirm) {
            return (Decision<R>) confirm(confirm, moment.millis());
        } else if (command instanceof ConfirmFirst first) {
            return (Decision<R>)
                    (devices.values().stream().anyMatch(device -> device.kind() == DeviceKind.WORKSTATION)
                            ? Decision.<Device>refuse(DeviceRejection.NOT_FIRST)
                            : confirm(new Confirm(first.code(), first.label(), first.by()), moment.millis()));
        } else if (command instanceof Revoke revoke) {
            return (Decision<R>)
                    (devices.containsKey(revoke.id())
                            ? Decision.of(
                                    revoke.id(),
                                    new DeviceDropped(revoke.id()),
                                    new DeviceEvent.DeviceRevoked(revoke.id(), revoke.by()))
                            : Decision.<String>refuse(DeviceRejection.DEVICE_UNKNOWN));
        } else if (command instanceof ShowDevices) {
            return (Decision<R>) Decision.of(view(moment.millis()));
        }
        throw new AssertionError(command);
    }

    private Decision<Pairing> pair(Pair pair, long now) {
        long open = waiting.values().stream().filter(one -> now < one.until()).count();
        var same = waiting.get(pair.code());
        if (devices.containsKey(pair.id()) || (same != null && now < same.until())) {
            return Decision.refuse(DeviceRejection.CODE_TAKEN);
        }
        if (open >= MOST_WAITING) {
            return Decision.refuse(DeviceRejection.TOO_MANY_DEVICES);
        }
        var pairing = new Pairing(pair.id(), pair.code(), pair.kind(), pair.secretHash(), now + LIFE.toMillis());
        return Decision.of(pairing, new PairingBegun(pairing));
    }

    private Decision<Device> confirm(Confirm confirm, long now) {
        var pairing = waiting.get(confirm.code());
        if (pairing == null || now >= pairing.until()) {
            return Decision.refuse(DeviceRejection.CODE_UNKNOWN);
        }
        var label = confirm.label().strip();
        if (label.isEmpty()
                || label.length() > Device.LONGEST_LABEL
                || label.chars().anyMatch(Character::isISOControl)) {
            return Decision.refuse(DeviceRejection.LABEL_UNFIT);
        }
        if (devices.size() >= MOST) {
            return Decision.refuse(DeviceRejection.TOO_MANY_DEVICES);
        }
        var device = new Device(pairing.id(), pairing.kind(), label, pairing.secretHash(), now, confirm.by());
        return Decision.of(
                device,
                new DeviceKept(device),
                new DeviceEvent.DeviceConfirmed(device.id(), device.kind(), label, confirm.by()));
    }

    private DevicesView view(long now) {
        var known = devices.values().stream()
                .sorted(Comparator.comparing(Device::label).thenComparing(Device::id))
                .toList();
        var kinds = waiting.values().stream()
                .filter(one -> now < one.until())
                .map(Pairing::kind)
                .toList();
        return new DevicesView(known, kinds);
    }

    public void apply(DeviceChange change) {
        if (change instanceof PairingBegun begun) {
            apply(begun);
        } else if (change instanceof DeviceKept kept) {
            apply(kept);
        } else if (change instanceof DeviceDropped dropped) {
            apply(dropped);
        } else {
            throw new AssertionError(change);
        }
    }

    private void apply(PairingBegun begun) {
        var pairing = begun.pairing();
        long now = pairing.until() - LIFE.toMillis();
        // A device has one code: asking again, or as another kind, ends the one before.
        waiting.values().removeIf(old -> old.until() <= now || old.secretHash().equals(pairing.secretHash()));
        waiting.put(pairing.code(), pairing);
    }

    private void apply(DeviceKept kept) {
        devices.put(kept.device().id(), kept.device());
        waiting.values().removeIf(one -> one.id().equals(kept.device().id()));
        remember();
    }

    private void apply(DeviceDropped dropped) {
        devices.remove(dropped.id());
        remember();
    }

    /** Back to what stands on disk; codes that are shown stay good. */
    public void reload(List<Device> stored) {
        devices.clear();
        stored.forEach(device -> devices.put(device.id(), device));
        remember();
    }

    private void remember() {
        var bySecret = new HashMap<Bytes, Device>();
        devices.values().forEach(device -> bySecret.put(device.secretHash(), device));
        memory = new DeviceMemory(bySecret);
    }
}

package vn.tram.edge.web.door;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import vn.tram.edge.devices.Device;
import vn.tram.firmware.staff.Right;

/**
 * Who asks.
 *
 * @param device of the hall; empty for a stranger
 * @param session of whoever is signed in at it
 * @param rights of that person now
 * @param fromHere whether the connection comes from this machine itself
 */
public record Visitor(Optional<Device> device, Optional<Session> session, Set<Right> rights, boolean fromHere) {
    static final String KEY = "visitor";

    public Visitor {
        rights = Set.copyOf(rights);
    }

    /** As the door saw it; it has let the request in. */
    public static Visitor of(RoutingContext ctx) {
        Visitor visitor = ctx.get(KEY);
        return visitor;
    }

    /** Id of the device; empty without one. */
    public String deviceId() {
        return device.map(Device::id).orElse("");
    }

    /** Name of the person; empty when nobody is signed in. */
    public String name() {
        return session.map(Session::name).orElse("");
    }

    /** Whether it is all over with the session that this visitor came by, or with the device. */
    boolean isGone(Guard guard) {
        return session.filter(one -> one.ended().isPresent()).isPresent()
                || device.filter(one -> !guard.has(one.id())).isPresent();
    }
}

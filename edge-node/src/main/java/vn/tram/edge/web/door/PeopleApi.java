package vn.tram.edge.web.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.tram.edge.devices.Device;
import vn.tram.edge.devices.DeviceCommand.Confirm;
import vn.tram.edge.devices.DeviceCommand.DevicesView;
import vn.tram.edge.devices.DeviceCommand.Pair;
import vn.tram.edge.devices.DeviceCommand.Revoke;
import vn.tram.edge.devices.DeviceCommand.ShowDevices;
import vn.tram.edge.devices.DeviceRejection;
import vn.tram.edge.devices.Pairing;
import vn.tram.edge.staff.StaffCommand.ShowStaff;
import vn.tram.edge.staff.StaffCommand.Unlock;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.trust.Secret;

/** Which devices belong to the hall, and whose PIN is locked. */
public final class PeopleApi {
    /** Codes a minute that one address may ask for, and saved up. */
    private static final int PAIRINGS = 20;

    private static final int CHANCES = 4;

    private final Door door;
    private final Pairings pairings = new Pairings();
    private final Allowance asked = new Allowance(PAIRINGS, PAIRINGS);

    public PeopleApi(Door door) {
        this.door = door;
    }

    public List<Routes.Route> routes() {
        return List.of(
                Routes.get("/api/pair", "showPairing", Access.anyone(), this::pairing),
                Routes.post("/api/pair", "pairDevice", Access.anyone(), this::pair),
                Routes.get("/api/devices", "listDevices", Access.person(Right.MANAGE_DEVICES), this::devices),
                Routes.post("/api/devices", "confirmDevice", Access.person(Right.MANAGE_DEVICES), this::confirm),
                Routes.post(
                        "/api/devices/:id/revoke", "revokeDevice", Access.person(Right.MANAGE_DEVICES), this::revoke),
                Routes.get("/api/staff", "listStaff", Access.person(Right.UNLOCK_STAFF), this::staff),
                Routes.post("/api/staff/:name/unlock", "unlockStaff", Access.person(Right.UNLOCK_STAFF), this::unlock));
    }

    private void pair(RoutingContext ctx) throws BadInput {
        var kind = kind(Body.read(bytes(ctx)).text("kind"));
        if (!asked.take(Door.address(ctx), door.house().now())) {
            Door.problem(ctx, "TOO_OFTEN");
            return;
        }
        // A secret of its own each time: nobody can plant one and wait until it is confirmed.
        var secret = Secret.fresh().reveal();
        pair(ctx, kind, secret, CHANCES);
    }

    private void pair(RoutingContext ctx, DeviceKind kind, String secret, int chances) {
        var command =
                new Pair("d-" + Pairings.code(8).toLowerCase(Locale.ROOT), Pairings.code(6), kind, Door.hash(secret));
        door.house()
                .ask(command)
                .thenAccept(outcome -> door.home().runOnContext(nothing -> {
                    if (outcome instanceof Outcome.Accepted<Pairing> accepted) {
                        pairings.keep(accepted.reply(), door.house().now());
                        Cookies.DEVICE.give(ctx, secret);
                        Reply.ok(ctx, 200, shown(accepted.reply(), "WAITING"));
                    } else if (outcome instanceof Outcome.Refused<Pairing> refused) {
                        if (refused.rejection() == DeviceRejection.CODE_TAKEN && chances > 0) {
                            pair(ctx, kind, secret, chances - 1);
                        } else {
                            Reply.problem(ctx, Problems.of(refused.rejection(), Reply.lang(ctx)));
                        }
                    }
                }));
    }

    private static ObjectNode shown(Pairing pairing, String state) {
        return Body.JSON
                .createObjectNode()
                .put("state", state)
                .put("code", pairing.code())
                .put("kind", pairing.kind().name())
                .put("until", pairing.until());
    }

    private void pairing(RoutingContext ctx) {
        var visitor = Visitor.of(ctx);
        if (visitor.device().isPresent()) {
            pairings.forget(visitor.device().get().secretHash());
            var kind = visitor.device().get().kind();
            Reply.ok(ctx, 200, Map.of("state", "CONFIRMED", "kind", kind.name(), "page", Pairings.page(kind)));
            return;
        }
        var secret = Cookies.DEVICE.of(ctx);
        var waiting = secret.isEmpty()
                ? null
                : pairings.find(Door.hash(secret), door.house().now());
        Reply.ok(ctx, 200, waiting == null ? Map.of("state", "NONE") : shown(waiting, "WAITING"));
    }

    private static DeviceKind kind(String name) throws BadInput {
        for (var kind : DeviceKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new BadInput("BAD_REQUEST", "kind must be KIOSK, BOARD, WORKSTATION or SCANNER.");
    }

    private void devices(RoutingContext ctx) {
        Reply.when(ctx, door.house().ask(new ShowDevices()), 200, PeopleApi::view);
    }

    private static ObjectNode view(DevicesView view) {
        var root = Body.JSON.createObjectNode();
        var devices = root.putArray("devices");
        view.devices().forEach(device -> devices.add(view(device)));
        var waiting = root.putArray("waiting");
        view.waiting().forEach(kind -> waiting.add(kind.name()));
        return root;
    }

    private static ObjectNode view(Device device) {
        return Body.JSON
                .createObjectNode()
                .put("id", device.id())
                .put("kind", device.kind().name())
                .put("label", device.label())
                .put("since", device.since())
                .put("by", device.by());
    }

    private void confirm(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var code = Pairings.typed(body.text("code"));
        var label = body.text("label");
        if (SignInApi.mayAct(door, ctx, Right.MANAGE_DEVICES)) {
            var command = new Confirm(code, label, Visitor.of(ctx).name());
            Reply.when(ctx, door.house().ask(command), 200, PeopleApi::view);
        }
    }

    private void revoke(RoutingContext ctx) {
        if (SignInApi.mayAct(door, ctx, Right.MANAGE_DEVICES)) {
            var command = new Revoke(ctx.pathParam("id"), Visitor.of(ctx).name());
            Reply.when(ctx, door.house().ask(command), 200, id -> Map.of("id", id));
        }
    }

    private void staff(RoutingContext ctx) {
        Reply.when(ctx, door.house().ask(new ShowStaff()), 200, staff -> Map.of("staff", staff));
    }

    private void unlock(RoutingContext ctx) {
        if (SignInApi.mayAct(door, ctx, Right.UNLOCK_STAFF)) {
            var command = new Unlock(ctx.pathParam("name"), Visitor.of(ctx).name());
            Reply.when(ctx, door.house().ask(command), 200, name -> Map.of("name", name));
        }
    }

    private static byte[] bytes(RoutingContext ctx) {
        var buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}

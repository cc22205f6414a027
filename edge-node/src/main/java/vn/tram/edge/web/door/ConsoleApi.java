package vn.tram.edge.web.door;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tram.edge.devices.DeviceCommand.Confirm;
import vn.tram.edge.staff.StaffCommand;
import vn.tram.edge.staff.StaffCommand.Invite;
import vn.tram.edge.staff.StaffCommand.Unlock;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.firmware.staff.Role;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.provisioning.claims.ClaimCode;
import vn.tram.provisioning.claims.CodeHash;

/**
 * The box's own console: whoever can read the box's files may let a person in and confirm a device, for a box that no
 * city has told of anybody yet, or whose people are all locked out. Answers this machine alone, for a token of this
 * run.
 */
public final class ConsoleApi {
    /** A code of the console holds as long as one of the city. */
    private static final Duration CODE = Duration.ofDays(3);

    private final Door door;

    public ConsoleApi(Door door) {
        this.door = door;
    }

    public List<Routes.Route> routes() {
        return List.of(
                Routes.post("/console/invite", "inviteByConsole", Access.console(), this::invite),
                Routes.post("/console/confirm", "confirmByConsole", Access.console(), this::confirm),
                Routes.post("/console/unlock", "unlockByConsole", Access.console(), this::unlock));
    }

    /** Answers with the code, which is shown there and nowhere else. */
    private void invite(RoutingContext ctx) throws BadInput {
        var body = Body.read(
                ctx.body().buffer() == null ? null : ctx.body().buffer().getBytes());
        var name = body.text("name");
        var roles = roles(body.text("roles"));
        if (!StaffRow.isName(name)) {
            throw new BadInput("BAD_REQUEST", "name has 2 to 40 small letters, digits, dots and dashes.");
        }
        var code = ClaimCode.fresh();
        ctx.vertx()
                .executeBlocking(() -> CodeHash.of(code, name)) // slow on purpose
                .onSuccess(hash -> Reply.when(
                        ctx,
                        door.house().ask(new Invite(row(name, roles, hash))),
                        200,
                        done -> Map.of("name", done, "code", code.shown())))
                .onFailure(ctx::fail);
    }

    private StaffRow row(String name, Set<Role> roles, CodeHash hash) {
        long now = door.house().now();
        long until = now + StaffRow.LIFE.toMillis();
        return new StaffRow(name, name, roles, until, until, hash.text(), now + CODE.toMillis(), 0, List.of());
    }

    private static Set<Role> roles(String commaSeparated) throws BadInput {
        var named = EnumSet.noneOf(Role.class);
        for (var word : commaSeparated.split(",", -1)) {
            var role = Arrays.stream(Role.values())
                    .filter(one -> one.isOfWard() && one.name().equalsIgnoreCase(word.strip()))
                    .findFirst();
            named.add(role.orElseThrow(() -> new BadInput(
                    "BAD_REQUEST", "roles are RECEPTION, SPECIALIST, LEADER, WARD_ADMIN, AUDITOR; not " + word)));
        }
        return named;
    }

    private void confirm(RoutingContext ctx) throws BadInput {
        var body = Body.read(
                ctx.body().buffer() == null ? null : ctx.body().buffer().getBytes());
        var command = new Confirm(Pairings.typed(body.text("code")), body.text("label"), StaffCommand.CONSOLE);
        Reply.when(ctx, door.house().ask(command), 200, device -> Map.of("id", device.id()));
    }

    private void unlock(RoutingContext ctx) throws BadInput {
        var body = Body.read(
                ctx.body().buffer() == null ? null : ctx.body().buffer().getBytes());
        var command = new Unlock(body.text("name"), StaffCommand.CONSOLE);
        Reply.when(ctx, door.house().ask(command), 200, name -> Map.of("name", name));
    }
}

package vn.tram.edge.web.door;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import vn.tram.edge.staff.Entered;
import vn.tram.edge.staff.OpenTry;
import vn.tram.edge.staff.PinRule;
import vn.tram.edge.staff.StaffCommand.ChoosePin;
import vn.tram.edge.staff.StaffCommand.OpenEmergency;
import vn.tram.edge.staff.StaffCommand.ProvePin;
import vn.tram.edge.staff.StaffCommand.SignIn;
import vn.tram.edge.staff.StaffCommand.StepUp;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Body;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.event.DeviceKind;
import vn.tram.kernel.event.SignOutReason;
import vn.tram.provisioning.claims.ClaimCode;

/** Coming in and going out. */
public final class SignInApi {
    /** Tries of PINs and codes a minute of one address, and saved up. */
    private static final int TRIES = 60;

    private final Door door;
    private final PinWork work;
    private final Allowance tries = new Allowance(TRIES, TRIES);

    public SignInApi(Door door, PinWork work) {
        this.door = door;
        this.work = work;
    }

    public List<Routes.Route> routes() {
        var workstation = Access.device(DeviceKind.WORKSTATION);
        return List.of(
                Routes.get("/api/me", "showMe", Access.anyone(), this::me),
                Routes.post("/api/sign-in", "signIn", workstation, this::signIn),
                Routes.post("/api/choose-pin", "choosePin", workstation, this::choosePin),
                Routes.post("/api/emergency", "openEmergency", workstation, this::emergency),
                Routes.post("/api/sign-out", "signOut", Access.personEvenLocked(), this::signOut),
                Routes.post("/api/lock", "lockScreen", Access.personEvenLocked(), this::lock),
                Routes.post("/api/unlock", "unlockScreen", Access.personEvenLocked(), this::unlock),
                Routes.post("/api/step-up", "stepUp", Access.person(), this::stepUp));
    }

    private void me(RoutingContext ctx) {
        var visitor = Visitor.of(ctx);
        var root = Body.JSON.createObjectNode();
        var device = root.putObject("device");
        visitor.device()
                .ifPresentOrElse(
                        one -> device.put("id", one.id())
                                .put("kind", one.kind().name())
                                .put("label", one.label()),
                        () -> root.putNull("device"));
        root.putNull("user");
        visitor.session().ifPresent(session -> {
            var user = root.putObject("user");
            user.put("name", session.name())
                    .put("shown", door.shown(session.name()))
                    .put("way", session.way().name());
            var rights = user.putArray("rights");
            visitor.rights().stream().sorted().forEach(right -> rights.add(right.name()));
        });
        root.put("locked", visitor.session().filter(Session::isLocked).isPresent());
        var recent = root.putArray("recent");
        visitor.device()
                .ifPresent(one -> door.recent(one.id())
                        .forEach(name -> recent.addObject().put("name", name).put("shown", door.shown(name))));
        root.put("idleMs", Sessions.IDLE.toMillis());
        Reply.ok(ctx, 200, root);
    }

    private void signIn(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var typed = pin(ctx, name(body), body.text("pin"));
        look(
                ctx,
                typed,
                tried -> door.house()
                        .ask(new SignIn(tried.number(), tried.right()))
                        .thenAccept(outcome -> home(() -> entered(ctx, outcome))));
    }

    private static String name(Body body) throws BadInput {
        return body.text("name").strip().toLowerCase(Locale.ROOT);
    }

    private static PinWork.Typed pin(RoutingContext ctx, String name, String pin) {
        return new PinWork.Typed(name, Visitor.of(ctx).deviceId(), OpenTry.Kind.PIN, pin);
    }

    private void choosePin(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var chosen = body.text("newPin");
        var fault = PinRule.fault(chosen);
        if (fault.isPresent()) {
            problem(ctx, "PIN_UNFIT", Map.of("fault", fault.get().name()));
            return;
        }
        var code = body.textOrEmpty("code");
        if (!code.isEmpty() && ClaimCode.typed(code).isEmpty()) { // a slip of the finger costs no try
            problem(ctx, "CODE_MISTYPED", Map.of());
            return;
        }
        var typed = code.isEmpty()
                ? pin(ctx, name(body), body.text("pin"))
                : new PinWork.Typed(name(body), Visitor.of(ctx).deviceId(), OpenTry.Kind.CODE, code);
        look(ctx, typed, tried -> {
            if (tried.right()) {
                work.make(door.home(), chosen, told(ctx, none -> {}), hash -> choose(ctx, tried, hash));
            } else {
                choose(ctx, tried, "");
            }
        });
    }

    private void choose(RoutingContext ctx, PinWork.Tried tried, String hash) {
        door.house()
                .ask(new ChoosePin(tried.number(), tried.right(), tried.matched(), hash))
                .thenAccept(outcome -> home(() -> {
                    if (outcome instanceof Outcome.Accepted<Entered> accepted
                            && accepted.reply().verdict() == Entered.Verdict.IN) {
                        door.signOutAll(accepted.reply().name());
                    }
                    entered(ctx, outcome);
                }));
    }

    /** Both PINs are looked at, one after the other, and both count as tries. */
    private void emergency(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var first =
                pin(ctx, body.inside("first").text("name"), body.inside("first").text("pin"));
        var second = pin(
                ctx, body.inside("second").text("name"), body.inside("second").text("pin"));
        prove(
                ctx,
                first,
                () -> prove(
                        ctx,
                        second,
                        () -> Reply.<Long>when(
                                ctx,
                                door.house()
                                        .ask(new OpenEmergency(
                                                first.name(),
                                                second.name(),
                                                Visitor.of(ctx).deviceId())),
                                200,
                                until -> Map.of("until", until))));
    }

    private void prove(RoutingContext ctx, PinWork.Typed typed, Runnable then) {
        look(
                ctx,
                typed,
                tried -> door.house()
                        .ask(new ProvePin(tried.number(), tried.right()))
                        .thenAccept(outcome -> home(() -> {
                            if (outcome instanceof Outcome.Accepted<Boolean> accepted && accepted.reply()) {
                                then.run();
                            } else {
                                refusedOr(ctx, outcome, "PIN_WRONG");
                            }
                        })));
    }

    private void signOut(RoutingContext ctx) {
        Visitor.of(ctx).session().ifPresent(session -> door.signOut(session, SignOutReason.ASKED));
        Cookies.SESSION.takeBack(ctx);
        Reply.ok(ctx, 200, Map.of());
    }

    private void lock(RoutingContext ctx) {
        Visitor.of(ctx).session().ifPresent(Session::lock);
        Reply.ok(ctx, 200, Map.of());
    }

    private void unlock(RoutingContext ctx) throws BadInput {
        var session = Visitor.of(ctx).session().orElseThrow();
        var typed = pin(ctx, session.name(), Body.read(bytes(ctx)).text("pin"));
        prove(ctx, typed, () -> {
            session.unlock(door.house().now());
            Reply.ok(ctx, 200, Map.of());
        });
    }

    private void stepUp(RoutingContext ctx) throws BadInput {
        var body = Body.read(bytes(ctx));
        var act = act(body.text("act"));
        var session = Visitor.of(ctx).session().orElseThrow();
        var typed = pin(ctx, session.name(), body.text("pin"));
        look(
                ctx,
                typed,
                tried -> door.house()
                        .ask(new StepUp(tried.number(), tried.right(), act))
                        .thenAccept(outcome -> home(() -> {
                            if (outcome instanceof Outcome.Accepted<Boolean> accepted && accepted.reply()) {
                                session.stepUp(act, door.house().now() + Sessions.STEP_UP.toMillis());
                                Reply.ok(ctx, 200, Map.of());
                            } else {
                                refusedOr(ctx, outcome, "PIN_WRONG");
                            }
                        })));
    }

    private static Right act(String name) throws BadInput {
        for (var right : Right.values()) {
            if (right.name().equals(name)) {
                return right;
            }
        }
        throw new BadInput("BAD_REQUEST", "act must be the name of a right.");
    }

    private void look(RoutingContext ctx, PinWork.Typed typed, Consumer<PinWork.Tried> then) {
        if (!tries.take(Door.address(ctx), door.house().now())) {
            problem(ctx, "TOO_OFTEN", Map.of());
            return;
        }
        work.look(door.house(), door.home(), typed, told(ctx, then));
    }

    private static PinWork.Told told(RoutingContext ctx, Consumer<PinWork.Tried> then) {
        return new PinWork.Told() {
            @Override
            public void tried(PinWork.Tried tried) {
                then.accept(tried);
            }

            @Override
            public void refused(String code, long waitMillis) {
                problem(ctx, code, waitMillis > 0 ? Map.of("waitMs", waitMillis) : Map.of());
            }
        };
    }

    private void entered(RoutingContext ctx, Outcome<Entered> outcome) {
        if (!(outcome instanceof Outcome.Accepted<Entered> accepted)) {
            refusedOr(ctx, outcome, "INTERNAL");
            return;
        }
        var entered = accepted.reply();
        if (entered.verdict() != Entered.Verdict.IN) {
            var more = entered.waitMillis() > 0
                    ? Map.<String, Object>of("wrong", entered.wrong(), "waitMs", entered.waitMillis())
                    : Map.<String, Object>of("wrong", entered.wrong());
            problem(ctx, entered.verdict().name(), more);
            return;
        }
        in(ctx, entered);
        Reply.ok(
                ctx,
                200,
                Map.of(
                        "name",
                        entered.name(),
                        "shown",
                        entered.shown(),
                        "rights",
                        entered.rights(),
                        "way",
                        entered.way()));
    }

    /** From now on this browser is that of whoever came in. */
    void in(RoutingContext ctx, Entered entered) {
        Cookies.SESSION.give(ctx, door.begin(entered, Visitor.of(ctx).deviceId()));
    }

    private static void refusedOr(RoutingContext ctx, Outcome<?> outcome, String code) {
        var why = outcome instanceof Outcome.Refused<?> refused
                ? refused.rejection().name()
                : code;
        problem(ctx, why, Map.of());
    }

    private static void problem(RoutingContext ctx, String code, Map<String, Object> more) {
        Reply.problem(ctx, Problems.of(code, Reply.lang(ctx), "", more));
    }

    private void home(Runnable then) {
        door.home().runOnContext(nothing -> then.run());
    }

    private static byte[] bytes(RoutingContext ctx) {
        var buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /** Whether an act that wants the PIN once more may go on; answers the request when not. */
    static boolean mayAct(Door door, RoutingContext ctx, Right act) {
        var session = Visitor.of(ctx).session();
        boolean may = session.isPresent()
                && session.get().hasSteppedUp(act, door.house().now());
        if (!may) {
            problem(ctx, "STEP_UP_NEEDED", Map.of("act", act.name()));
        }
        return may;
    }
}

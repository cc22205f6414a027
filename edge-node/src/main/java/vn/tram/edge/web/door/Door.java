package vn.tram.edge.web.door;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import vn.tram.edge.devices.Device;
import vn.tram.edge.staff.Entered;
import vn.tram.edge.staff.StaffCommand.NoteRefused;
import vn.tram.edge.staff.StaffCommand.SignOut;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.firmware.staff.Right;
import vn.tram.firmware.staff.StaffRow;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.event.SignOutReason;
import vn.tram.kernel.trust.Digest;

/**
 * Looks at every request before anything answers it: from which device it comes, who is signed in there, whether they
 * may. Nothing is told but what is missing. The event loop alone.
 */
public final class Door {
    /** A page of ours says so in this header, which no form and no other site can send without being asked first. */
    public static final String HEADER = "X-Tram";

    /** Ended sessions and devices are found so often; their pages close with it. */
    private static final long LOOK_MS = 1_000;

    private static final String BEARER = "Bearer ";

    /** Requests a minute of an address that shows no device of the hall, and saved up: pages load with some twenty. */
    private static final int STRANGERS = 300;

    /** Refusals a minute that are written down of one device. */
    private static final int NOTED = 10;

    /** Names that a workstation offers to whoever comes next. */
    private static final int RECENT = 6;

    private static final int MOST_DEVICES = 200;

    private final Context home;
    private final Guard guard;
    private final House house;
    private final Map<String, Deque<String>> recent = new HashMap<>();
    private final Sessions sessions = new Sessions();
    private final Allowance strangers = new Allowance(STRANGERS, STRANGERS);
    private final Allowance noted = new Allowance(NOTED, NOTED);

    /** The rest of the box as the door needs it. */
    public interface House {
        <R> CompletionStage<Outcome<R>> ask(Command<R> command);

        /** Wall clock of the box, epoch milliseconds. */
        long now();
    }

    /** @param home the event loop of the pages */
    public Door(Vertx vertx, Context home, Guard guard, House house) {
        this.home = home;
        this.guard = guard;
        this.house = house;
        home.runOnContext(nothing -> vertx.setPeriodic(LOOK_MS, timer -> look()));
    }

    Context home() {
        return home;
    }

    /** Somebody is in from now on, and whoever was in at this device is out. Replies the id of the session. */
    String begin(Entered entered, String device) {
        over(sessions.end(other -> other.device().equals(device), SignOutReason.SWITCHED));
        if (recent.size() < MOST_DEVICES || recent.containsKey(device)) {
            var names = recent.computeIfAbsent(device, none -> new ArrayDeque<>());
            names.remove(entered.name());
            names.addFirst(entered.name());
            if (names.size() > RECENT) {
                names.removeLast();
            }
        }
        return sessions.begin(entered.name(), device, entered.way(), house.now());
    }

    /** Who signed in at this workstation since the box started, the last one first. */
    List<String> recent(String device) {
        return List.copyOf(recent.getOrDefault(device, new ArrayDeque<>()));
    }

    /** What people call somebody. */
    String shown(String name) {
        return guard.staff().get().row(name).map(StaffRow::shown).orElse(name);
    }

    Guard guard() {
        return guard;
    }

    Sessions sessions() {
        return sessions;
    }

    House house() {
        return house;
    }

    /** Whether somebody stands there whose session or device is over: what is open to them is to be closed. */
    public boolean isGone(Visitor visitor) {
        return visitor.isGone(guard);
    }

    /** Ends what is over, and locks what nobody has touched for long. */
    void look() {
        long now = house.now();
        sessions.lockIdle(now);
        over(sessions.end(session -> now - session.since() >= Sessions.LONGEST.toMillis(), SignOutReason.TIMED_OUT));
        over(sessions.end(session -> guard.rights(session.name(), now).isEmpty(), SignOutReason.REVOKED));
        over(sessions.end(session -> !guard.has(session.device()), SignOutReason.ENDED));
    }

    private void over(List<Session> ended) {
        ended.forEach(session ->
                session.ended().ifPresent(reason -> house.ask(new SignOut(session.name(), session.device(), reason))));
    }

    /** A new PIN was chosen: whoever came in by the one before, anywhere, is out. */
    void signOutAll(String name) {
        over(sessions.end(one -> one.name().equals(name), SignOutReason.ENDED));
    }

    void signOut(Session session, SignOutReason reason) {
        over(sessions.end(one -> one == session, reason));
    }

    /** Lets an API request in, or answers it with what is missing. */
    public void api(RoutingContext ctx, Access access) {
        var visitor = visitor(ctx);
        var refusal = refusal(ctx, access, visitor);
        if (refusal.isPresent()) {
            note(visitor, refusal.get());
            problem(ctx, refusal.get());
            return;
        }
        enter(ctx, visitor);
    }

    /** Somebody who is known reached for what they may not: that is written down, a few times a minute at most. */
    private void note(Visitor visitor, String refusal) {
        if (refusal.equals("NOT_ALLOWED")
                && visitor.session().isPresent()
                && noted.take(visitor.deviceId(), house.now())) {
            house.ask(new NoteRefused(visitor.name(), visitor.deviceId(), refusal));
        }
    }

    private void enter(RoutingContext ctx, Visitor visitor) {
        ctx.put(Visitor.KEY, visitor);
        if (ctx.request().method().equals(HttpMethod.POST)) {
            visitor.session().ifPresent(session -> session.use(house.now()));
        }
        ctx.next();
    }

    /** Lets the request for a page in, or leads to where what is missing can be shown. */
    public void page(RoutingContext ctx, Access access) {
        var visitor = visitor(ctx);
        var refusal = refusal(ctx, access, visitor).orElse("");
        switch (refusal) {
            case "", "SCREEN_LOCKED" -> { // a locked page is shown, locked
                visitor.session().filter(one -> !one.isLocked()).ifPresent(one -> one.use(house.now()));
                ctx.put(Visitor.KEY, visitor);
                ctx.next();
            }
            case "DEVICE_NEEDED" -> lead(ctx, "/pair");
            case "SIGN_IN_NEEDED", "NOT_ALLOWED" -> lead(ctx, "/signin");
            default -> problem(ctx, refusal);
        }
    }

    private static void lead(RoutingContext ctx, String page) {
        var to = URLEncoder.encode(ctx.request().uri(), StandardCharsets.UTF_8);
        ctx.response()
                .setStatusCode(303)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", page + "?to=" + to)
                .end();
    }

    private Optional<String> refusal(RoutingContext ctx, Access access, Visitor visitor) {
        boolean known = visitor.device().isPresent();
        if (!known && !visitor.fromHere() && !strangers.take(address(ctx), house.now())) {
            return Optional.of("TOO_OFTEN");
        }
        return switch (access.who()) {
            case ANYONE -> Optional.empty();
            case CONSOLE -> isConsole(ctx, visitor) ? Optional.empty() : Optional.of("NOT_ALLOWED");
            case MACHINE -> visitor.fromHere() ? Optional.empty() : person(Access.person(), visitor);
            case DEVICE -> device(access, visitor);
            case PERSON -> person(access, visitor);
        };
    }

    private static Optional<String> device(Access access, Visitor visitor) {
        if (visitor.device().isEmpty()) {
            return Optional.of("DEVICE_NEEDED");
        }
        boolean may = access.kinds().contains(visitor.device().get().kind());
        return may ? Optional.empty() : Optional.of("NOT_ALLOWED");
    }

    private static Optional<String> person(Access access, Visitor visitor) {
        var missing = device(access, visitor);
        if (missing.isPresent()) {
            return missing;
        } else if (visitor.session().isEmpty()) {
            return Optional.of("SIGN_IN_NEEDED");
        } else if (visitor.session().get().isLocked() && !access.whileLocked()) {
            return Optional.of("SCREEN_LOCKED");
        }
        boolean may = access.right().isEmpty()
                || visitor.rights().contains(access.right().get());
        return may ? Optional.empty() : Optional.of("NOT_ALLOWED");
    }

    private boolean isConsole(RoutingContext ctx, Visitor visitor) {
        var header = ctx.request().getHeader("Authorization");
        return visitor.fromHere()
                && header != null
                && header.startsWith(BEARER)
                && guard.console().is(header.substring(BEARER.length()));
    }

    private Visitor visitor(RoutingContext ctx) {
        var secret = Cookies.DEVICE.of(ctx);
        var device = secret.isEmpty()
                ? Optional.<Device>empty()
                : guard.devices().get().bySecret(hash(secret));
        var id = Cookies.SESSION.of(ctx);
        var session = id.isEmpty() ? Optional.<Session>empty() : sessions.find(id);
        if (session.isPresent() && !isAt(device, session.get())) {
            // The cookie was carried off: whoever has it gets nothing, and whose it was signs in again.
            signOut(session.get(), SignOutReason.MOVED);
            session = Optional.empty();
        }
        Set<Right> rights = session.isPresent() ? guard.rights(session.get().name(), house.now()) : Set.of();
        if (session.isPresent() && rights.isEmpty()) {
            signOut(session.get(), SignOutReason.REVOKED);
            session = Optional.empty();
        }
        return new Visitor(device, session, rights, isFromHere(ctx));
    }

    private static boolean isAt(Optional<Device> device, Session session) {
        return device.isPresent() && device.get().id().equals(session.device());
    }

    /** What is kept of a device's secret. */
    static Bytes hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** No header about another address is read: nothing stands between a hall's devices and its box. */
    static String address(RoutingContext ctx) {
        var remote = ctx.request().remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    private static boolean isFromHere(RoutingContext ctx) {
        var address = address(ctx);
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    static void problem(RoutingContext ctx, String code) {
        Reply.problem(ctx, Problems.of(code, Reply.lang(ctx), ""));
    }
}

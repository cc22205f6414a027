package vn.tram.edge.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import vn.tram.edge.enrol.Enrolment;
import vn.tram.edge.web.door.ConsoleApi;
import vn.tram.edge.web.door.Door;
import vn.tram.edge.web.door.Guard;
import vn.tram.edge.web.door.PeopleApi;
import vn.tram.edge.web.door.PinWork;
import vn.tram.edge.web.door.SignInApi;
import vn.tram.edge.web.http.Access;
import vn.tram.edge.web.http.BadInput;
import vn.tram.edge.web.http.Problems;
import vn.tram.edge.web.http.Reply;
import vn.tram.edge.web.http.Routes;
import vn.tram.firmware.staff.Right;
import vn.tram.kernel.base.Outcome;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.core.Written;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.WebAddress;

/** Pages and API of the box on one event loop. */
public final class BoxServer {
    /** Bytes of a request body at most. */
    static final int MAX_BODY = 16 * 1024;

    private static final int MAX_HEADERS = 16 * 1024;
    private static final int IDLE_SECONDS = 75;

    private final Vertx vertx;
    private final Context home;
    private final Streams streams;
    private final Box box;
    private final Door door;
    private final PinWork pins;
    private final Counters counters = new Counters();
    private final Routes routes;
    private final Assets assets;
    private final Pages pages;
    private final Consumer<Throwable> trouble;
    private final Connections connections = new Connections();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile WebAddress address;
    private volatile LongSupplier promised = () -> 0;

    /**
     * @param clock how far the wall clock lies behind the journal, milliseconds; 0 when trusted
     * @param trouble hears of unexpected errors, once each
     */
    public BoxServer(
            Vertx vertx, Box box, Guard guard, Enrolment enrolment, LongSupplier clock, Consumer<Throwable> trouble) {
        this.vertx = vertx;
        this.box = box;
        this.address = box.address();
        this.home = vertx.getOrCreateContext();
        this.trouble = trouble;
        this.assets = Pages.assets();
        this.pages = new Pages(assets);
        this.door = new Door(vertx, home, guard, new House(box));
        this.pins = new PinWork(guard.pins());
        home.runOnContext(nothing -> vertx.setPeriodic(
                Connections.LOOK_MS, timer -> connections.look(box.now().getAsLong())));
        var hall = new HallApi(box);
        this.streams = new Streams(vertx, home, box, hall, door);
        var all = new ArrayList<>(streams.routes());
        all.addAll(hall.routes());
        all.addAll(new StatusApi(box, clock::getAsLong, counters).routes());
        all.addAll(new SetupApi(box, enrolment).routes());
        all.addAll(new SignInApi(door, pins).routes());
        all.addAll(new PeopleApi(door).routes());
        all.addAll(new ConsoleApi(door).routes());
        this.routes = new Routes(all);
    }

    Routes routes() {
        return routes;
    }

    /** Begins to listen; the future fails when the port is taken. Port 0 takes a free one. */
    public Future<Integer> listen(String host, int port) {
        return serve(options(host, port), pages -> pages);
    }

    /** What every listener of the box keeps to. */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setCompressionSupported(true)
                .setCompressionLevel(6)
                .setHandle100ContinueAutomatically(true);
    }

    /**
     * Begins to listen in another way.
     *
     * @param door what stands before pages and API; it decides who gets to them
     */
    public Future<Integer> serve(HttpServerOptions options, UnaryOperator<Handler<HttpServerRequest>> door) {
        var started = Promise.<Integer>promise();
        home.runOnContext(nothing -> {
            var made = vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(door.apply(router()));
            servers.add(made);
            made.listen().map(HttpServer::actualPort).onComplete(started);
        });
        return started.future();
    }

    /**
     * The city vouches for these names from now on.
     *
     * @param promised seconds for which browsers may rely on TLS; 0 for none
     */
    public void certified(Set<String> hosts, LongSupplier promised) {
        address = box.address().with(hosts);
        this.promised = promised;
    }

    /** Something was committed; pages will see it. Any thread. */
    public void changed(List<Written> changes) {
        counters.committed(changes);
        streams.changed();
    }

    public Future<Void> close() {
        pins.close();
        return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(this::everyRequest);
        router.route().handler(this::onlyOurPages);
        for (var route : routes.all()) {
            // The door first: of a stranger not even the body is read.
            router.route(route.method(), route.path()).handler(ctx -> door.api(ctx, route.access()));
            router.route(route.method(), route.path())
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
            router.route(route.method(), route.path()).handler(ctx -> answer(ctx, route.answer()));
        }
        page(router, "/", Access.anyone(), Pages::home);
        page(router, "/kiosk", HallApi.KIOSK, Pages::kiosk);
        page(router, "/counter", HallApi.COUNTER, Pages::counter);
        page(router, "/board", HallApi.HALL, Pages::board);
        page(router, "/status", Access.person(), Pages::status);
        page(router, "/setup", Access.anyone(), Pages::setup);
        page(router, "/signin", Access.anyone(), Pages::signIn);
        page(router, "/pair", Access.anyone(), Pages::pair);
        page(router, "/devices", Access.person(Right.MANAGE_DEVICES), Pages::devices);
        page(router, "/staff", Access.person(Right.UNLOCK_STAFF), Pages::staff);
        router.get("/assets/*").handler(this::asset);
        router.route().failureHandler(this::failed);
        router.errorHandler(400, ctx -> {
            connections.refuse(ctx.request());
            Reply.problem(ctx, Problems.of("BAD_REQUEST", Reply.lang(ctx), ""));
        });
        router.errorHandler(404, ctx -> problem(ctx, "NOT_FOUND"));
        router.errorHandler(405, ctx -> problem(ctx, "METHOD_NOT_ALLOWED"));
        return router;
    }

    private void everyRequest(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", Pages.SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!connections.asked(ctx.request())) {
            return;
        }
        ctx.addEndHandler(done -> counters.answered(ctx.response().getStatusCode()));
        long seconds = promised.getAsLong();
        if (ctx.request().isSSL() && seconds > 0) {
            ctx.response().putHeader("Strict-Transport-Security", "max-age=" + seconds);
        }
        if (!Framing.isSound(ctx.request())) {
            connections.refuse(ctx.request());
            problem(ctx, "BAD_REQUEST");
        } else if (address.knows(ctx.request().getHeader("Host"))) {
            ctx.next();
        } else {
            connections.refuse(ctx.request());
            problem(ctx, "HOST_UNKNOWN");
        }
    }

    /** A form on another site must not press buttons here: same origin and JSON only. */
    private void onlyOurPages(RoutingContext ctx) {
        if (!ctx.request().method().equals(HttpMethod.POST)) {
            ctx.next();
            return;
        }
        var origin = ctx.request().getHeader("Origin");
        var authority = ctx.request().authority();
        if (origin != null && (authority == null || !sameHost(origin, authority.toString()))) {
            problem(ctx, "FOREIGN_ORIGIN");
            return;
        }
        boolean ours = ctx.request().getHeader(Door.HEADER) != null
                || ctx.request().path().startsWith("/console/");
        if (!ours || "cross-site".equals(ctx.request().getHeader("Sec-Fetch-Site"))) {
            problem(ctx, ours ? "FOREIGN_ORIGIN" : "HEADER_MISSING");
            return;
        }
        var type = ctx.request().getHeader("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            problem(ctx, "WRONG_TYPE");
            return;
        }
        ctx.next();
    }

    private static boolean sameHost(String origin, String authority) {
        try {
            return authority.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private void answer(RoutingContext ctx, Routes.Answer answer) {
        try {
            answer.to(ctx);
        } catch (BadInput bad) {
            Reply.problem(ctx, Problems.of(bad.code(), Reply.lang(ctx), String.valueOf(bad.getMessage())));
        }
    }

    /** Pages are Vietnamese unless asked otherwise by name: an office PC's English browser says nothing of its user. */
    private void page(Router router, String path, Access access, BiFunction<Pages, Lang, String> page) {
        router.route(HttpMethod.GET, path)
                .handler(ctx -> door.page(ctx, access))
                .handler(ctx -> ctx.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("Cache-Control", "no-cache")
                        .end(page.apply(pages, Lang.choose(ctx.request().getParam("lang"), null))));
    }

    private void asset(RoutingContext ctx) {
        var found = assets.find(ctx.request().path().substring("/assets/".length()));
        if (found.isEmpty()) {
            problem(ctx, "NOT_FOUND");
            return;
        }
        var asset = found.get();
        var response = ctx.response()
                .putHeader("Content-Type", asset.contentType())
                .putHeader("ETag", asset.etag())
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("Cache-Control", asset.cacheControl(ctx.request().getParam("v")));
        if (asset.etag().equals(ctx.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        var accepts = ctx.request().getHeader("Accept-Encoding");
        byte[] gzip = asset.gzip();
        if (gzip != null && accepts != null && accepts.contains("gzip")) {
            response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(gzip));
        } else {
            response.putHeader("Content-Encoding", "identity").end(Buffer.buffer(asset.bytes()));
        }
    }

    private void failed(RoutingContext ctx) {
        if (ctx.statusCode() == 413) {
            problem(ctx, "TOO_LARGE");
        } else if (ctx.statusCode() == 400) {
            connections.refuse(ctx.request());
            Reply.problem(ctx, Problems.of("BAD_REQUEST", Reply.lang(ctx), ""));
        } else {
            var failure = ctx.failure();
            if (failure != null) {
                trouble.accept(failure);
            }
            problem(ctx, "INTERNAL");
        }
    }

    private static void problem(RoutingContext ctx, String code) {
        Reply.problem(ctx, Problems.of(code, Reply.lang(ctx), ""));
    }

    private record House(Box box) implements Door.House {
        @Override
        public <R> CompletionStage<Outcome<R>> ask(Command<R> command) {
            return box.asks().ask(command);
        }

        @Override
        public long now() {
            return box.now().getAsLong();
        }
    }
}

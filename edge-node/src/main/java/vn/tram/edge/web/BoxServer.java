package vn.tram.edge.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import vn.tram.edge.enrol.Enrolment;
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
    private static final int MAX_CONNECTIONS = 1_000;

    private final Box box;
    private final Counters counters = new Counters();
    private final Routes routes;
    private final Assets assets;
    private final Pages pages;
    private final Consumer<Throwable> trouble;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile WebAddress address;
    private volatile LongSupplier promised = () -> 0;

    /**
     * @param clock how far the wall clock lies behind the journal, milliseconds; 0 when trusted
     * @param trouble hears of unexpected errors, once each
     */
    public BoxServer(Vertx vertx, Box box, Enrolment enrolment, LongSupplier clock, Consumer<Throwable> trouble) {
        this.vertx = vertx;
        this.box = box;
        this.address = box.address();
        this.home = vertx.getOrCreateContext();
        this.trouble = trouble;
        this.assets = Pages.assets();
        this.pages = new Pages(assets);
        var hall = new HallApi(box);
        this.streams = new Streams(vertx, home, box, hall);
        var all = new ArrayList<>(streams.routes());
        all.addAll(hall.routes());
        all.addAll(new StatusApi(box, clock::getAsLong, counters).routes());
        all.addAll(new SetupApi(box, enrolment).routes());
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
                    .connectionHandler(this::limit)
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

    /** More connections than a hall has pages is somebody's mistake or malice; those that are open go on. */
    private void limit(HttpConnection connection) {
        if (connections.incrementAndGet() > MAX_CONNECTIONS) {
            connection.close();
        }
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    /** Something was committed; pages will see it. Any thread. */
    public void changed(List<Written> changes) {
        counters.committed(changes);
        streams.changed();
    }

    public Future<Void> close() {
        return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(this::everyRequest);
        router.route().handler(this::onlyOurPages);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        for (var route : routes.all()) {
            router.route(route.method(), route.path()).handler(ctx -> answer(ctx, route.answer()));
        }
        page(router, "/", Pages::home);
        page(router, "/kiosk", Pages::kiosk);
        page(router, "/counter", Pages::counter);
        page(router, "/board", Pages::board);
        page(router, "/status", Pages::status);
        page(router, "/setup", Pages::setup);
        router.get("/assets/*").handler(this::asset);
        router.route().failureHandler(this::failed);
        router.errorHandler(404, ctx -> problem(ctx, "NOT_FOUND"));
        router.errorHandler(405, ctx -> problem(ctx, "METHOD_NOT_ALLOWED"));
        return router;
    }

    private void everyRequest(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", Pages.SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        ctx.addEndHandler(done -> counters.answered(ctx.response().getStatusCode()));
        long seconds = promised.getAsLong();
        if (ctx.request().isSSL() && seconds > 0) {
            ctx.response().putHeader("Strict-Transport-Security", "max-age=" + seconds);
        }
        if (address.knows(ctx.request().getHeader("Host"))) {
            ctx.next();
        } else {
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
    private void page(Router router, String path, BiFunction<Pages, Lang, String> page) {
        router.route(HttpMethod.GET, path)
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
}

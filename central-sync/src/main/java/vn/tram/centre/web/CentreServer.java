package vn.tram.centre.web;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;
import vn.tram.centre.fleet.FleetCommand.AskAlive;
import vn.tram.centre.web.enrol.Office;
import vn.tram.centre.web.listen.SecureDoor;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.platform.Timers;
import vn.tram.ui.Assets;

/** Pages and API of the centre, on Undertow's threads. */
public final class CentreServer {
    /** Bytes of a request body at most. */
    static final int MAX_BODY = 64 * 1024;

    /** Bytes that are read and forgotten so that a refusal can still be said; beyond, the connection ends. */
    private static final long MAX_DRAINED = 1024 * 1024;

    private static final int MAX_HEADERS = 16 * 1024;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 75_000;
    private static final int WORKERS = 8;

    /** Bytes the system takes for one connection: more would only hide a page that does not read. */
    private static final int SEND_BUFFER = 128 * 1024;

    private static final byte[] NO_BODY = new byte[0];

    private static final Map<HttpString, String> HEADERS = Map.of(
            HttpString.tryFromString("Content-Security-Policy"), Pages.SECURITY_POLICY,
            HttpString.tryFromString("X-Content-Type-Options"), "nosniff",
            HttpString.tryFromString("Referrer-Policy"), "no-referrer",
            HttpString.tryFromString("Cross-Origin-Opener-Policy"), "same-origin");

    /** A browser asks for a password then, and shows it with every request (RFC 7617). */
    private static final String ASKS = "Basic realm=\"Tram\", charset=\"UTF-8\"";

    private final City city;
    private final Office office;
    private final Consumer<Throwable> trouble;
    private final Assets assets = Pages.assets();
    private final Pages pages = new Pages(assets);
    private final WardApi wards;
    private final InstanceApi copies;
    private final Streams streams;
    private final List<Route> routes;
    private final HttpHandler router;
    private final Undertow undertow;
    private final boolean secured;

    /**
     * Makes the server; {@link #start} opens the port.
     *
     * @param port 0 takes a free one
     * @param trouble hears of unexpected errors, once each
     */
    public CentreServer(City city, Office office, String host, int port, Timers timers, Consumer<Throwable> trouble) {
        this(city, office, new Doors(host, port, Optional.empty()), timers, trouble);
    }

    /**
     * Where people come in.
     *
     * @param port of plain HTTP; 0 takes a free one
     * @param secured with TLS; plain HTTP then serves this machine alone
     */
    public record Doors(String host, int port, Optional<SecureDoor> secured) {}

    /** As above, with TLS too. */
    public CentreServer(City city, Office office, Doors doors, Timers timers, Consumer<Throwable> trouble) {
        this.city = city;
        this.office = office;
        this.secured = doors.secured().isPresent();
        this.trouble = trouble;
        this.wards = new WardApi(city);
        this.copies = new InstanceApi(city);
        this.streams = new Streams(city, wards, timers);
        var all = new ArrayList<>(wards.routes());
        all.addAll(new SettingsApi(city, wards).routes());
        all.addAll(new IncidentApi(city).routes());
        all.addAll(copies.routes());
        all.addAll(new EnrolApi(city, office).routes());
        all.addAll(new BoxesApi(city, office).routes());
        all.addAll(new StaffApi(city, office, wards).routes());
        all.addAll(new BlobApi(city, wards).routes());
        all.addAll(streams.routes());
        all.add(Route.get("/metrics", "showMetrics", this::metrics));
        all.add(Route.get("/healthz", "showHealth", this::health));
        all.add(Route.get("/openapi.json", "showApi", this::api));
        this.routes = List.copyOf(all);
        this.router = router();
        var server = Undertow.builder()
                .addHttpListener(doors.port(), doors.host())
                .setIoThreads(2)
                .setWorkerThreads(WORKERS)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_DRAINED)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setSocketOption(Options.SEND_BUFFER, SEND_BUFFER)
                .setHandler(this::everyRequest);
        doors.secured().ifPresent(door -> door.into(server));
        this.undertow = server.build();
    }

    /** Opens the port; a taken one throws the {@link RuntimeException} that Undertow makes of the BindException. */
    public int start() {
        undertow.start();
        streams.start(undertow.getWorker());
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** The port with TLS, once started; empty when there is none. */
    public OptionalInt securedPort() {
        return undertow.getListenerInfo().stream()
                .filter(listener -> listener.getProtcol().equals("https"))
                .mapToInt(listener -> ((InetSocketAddress) listener.getAddress()).getPort())
                .findFirst();
    }

    /** Something of these wards was committed. Any thread. */
    public void changed(Set<WardCode> codes) {
        streams.changed(codes);
    }

    public void stop() {
        streams.stop();
        undertow.stop();
    }

    /** Live pages now. */
    public int livePages() {
        return streams.clients();
    }

    List<Route> routes() {
        return routes;
    }

    private void everyRequest(HttpServerExchange exchange) throws Exception {
        HEADERS.forEach((name, value) -> exchange.getResponseHeaders().put(name, value));
        boolean locked = exchange.getRequestScheme().equals("https");
        if (locked) {
            exchange.getResponseHeaders().put(Headers.STRICT_TRANSPORT_SECURITY, SecureDoor.PROMISE);
        } else if (secured && !exchange.getSourceAddress().getAddress().isLoopbackAddress()) {
            exchange.dispatch(() -> Reply.problem(exchange, new Refusal("HTTPS_ONLY", "")));
            return;
        }
        if (!isLetIn(exchange)) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, ASKS);
            exchange.dispatch(() -> Reply.problem(exchange, new Refusal("TOKEN_WRONG", "")));
            return;
        }
        if (city.address().knows(exchange.getRequestHeaders().getFirst(Headers.HOST))) {
            router.handleRequest(exchange);
        } else {
            exchange.dispatch(() -> Reply.problem(exchange, new Refusal("HOST_UNKNOWN", "")));
        }
    }

    /**
     * Until people of the city have accounts, the pages are for this machine and for whoever shows the token of city
     * IT; boxes come in by proofs of their own. The token has 256 bits, so that nobody has to be kept from trying.
     */
    private boolean isLetIn(HttpServerExchange exchange) {
        var path = exchange.getRequestPath();
        return path.equals("/healthz")
                || path.equals("/enrol")
                || path.startsWith("/enrol/")
                || exchange.getSourceAddress().getAddress().isLoopbackAddress()
                || office.token().isShownIn(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    }

    private HttpHandler router() {
        var router = new RoutingHandler();
        for (var route : routes) {
            HttpHandler handler = exchange -> serve(exchange, route);
            router.add(route.method(), route.path(), route.kind() == Route.Kind.PLAIN ? packed(handler) : handler);
        }
        router.get("/", packed(exchange -> page(exchange, (at, body) -> html(at, pages.wards(Reply.pageLang(at))))));
        router.get(
                "/wards/{code}",
                packed(exchange -> page(exchange, (at, body) -> {
                    var code = wards.code(at);
                    html(at, pages.ward(code, Reply.pageLang(at)));
                })));
        router.get(
                "/incidents",
                packed(exchange -> page(exchange, (at, body) -> html(at, pages.incidents(Reply.pageLang(at))))));
        router.get(
                "/boxes", packed(exchange -> page(exchange, (at, body) -> html(at, pages.boxes(Reply.pageLang(at))))));
        router.get(
                "/boxes/{box}",
                packed(exchange -> page(exchange, (at, body) -> {
                    var box = copies.box(at);
                    html(at, pages.copies(box, Reply.pageLang(at)));
                })));
        router.get("/assets/*", this::asset);
        router.setInvalidMethodHandler(
                exchange -> exchange.dispatch(() -> Reply.problem(exchange, new Refusal("METHOD_NOT_ALLOWED", ""))));
        router.setFallbackHandler(
                exchange -> exchange.dispatch(() -> Reply.problem(exchange, new Refusal("NOT_FOUND", ""))));
        return router;
    }

    private static HttpHandler packed(HttpHandler handler) {
        var gzip = new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50);
        return new EncodingHandler(handler, gzip);
    }

    private void serve(HttpServerExchange exchange, Route route) {
        var method = exchange.getRequestMethod();
        if (!method.equals(Methods.PUT) && !method.equals(Methods.POST)) {
            exchange.dispatch(() -> answer(exchange, route.answer(), NO_BODY));
            return;
        }
        var refusal = foreign(exchange);
        if (refusal != null) {
            exchange.dispatch(() -> Reply.problem(exchange, refusal));
            return;
        }
        // What passes the limit is read to its end and forgotten, so that the refusal can still be said.
        var body = new ByteArrayOutputStream();
        exchange.getRequestReceiver()
                .receivePartialBytes(
                        (at, part, last) -> {
                            if (body.size() <= MAX_BODY) {
                                body.write(part, 0, part.length);
                            }
                            if (last) {
                                at.dispatch(() -> answer(at, route.answer(), body.toByteArray()));
                            }
                        },
                        (at, broken) -> at.endExchange());
    }

    /** A form on another site must not change anything here: same origin and JSON only. */
    private static @Nullable Refusal foreign(HttpServerExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null && !sameHost(origin, exchange.getRequestHeaders().getFirst(Headers.HOST))) {
            return new Refusal("FOREIGN_ORIGIN", "");
        }
        var type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            return new Refusal("WRONG_TYPE", "");
        }
        return exchange.getRequestContentLength() > MAX_BODY ? new Refusal("TOO_LARGE", "") : null;
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private void page(HttpServerExchange exchange, Route.Answer page) {
        exchange.dispatch(() -> answer(exchange, page, NO_BODY));
    }

    private void answer(HttpServerExchange exchange, Route.Answer answer, byte[] body) {
        try {
            if (body.length > MAX_BODY) {
                throw new Refusal("TOO_LARGE", "");
            }
            answer.to(exchange, body);
        } catch (Refusal refusal) {
            Reply.problem(exchange, refusal);
        } catch (StoreFailure failure) {
            trouble.accept(failure);
            Reply.problem(exchange, new Refusal("STORE_UNAVAILABLE", ""));
        } catch (IOException | RuntimeException | Error bug) {
            trouble.accept(bug);
            Reply.problem(exchange, new Refusal("INTERNAL", ""));
        }
    }

    private static void html(HttpServerExchange exchange, String page) {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        Reply.text(exchange, "text/html; charset=utf-8", page);
    }

    private void metrics(HttpServerExchange exchange, byte[] none) {
        Reply.text(
                exchange,
                "text/plain; version=0.0.4; charset=utf-8",
                city.metrics().get());
    }

    private record Health(String status, String city, int boxesAlive) {}

    /** Healthy means that the core answers. */
    private void health(HttpServerExchange exchange, byte[] none) throws Refusal {
        var alive = Reply.wait(city.asks().ask(new AskAlive()));
        Reply.json(exchange, new Health("ok", city.name(), alive.size()));
    }

    private void api(HttpServerExchange exchange, byte[] none) throws IOException {
        try (var in = CentreServer.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new AssertionError("missing from the jar: openapi.json");
            }
            Reply.text(exchange, "application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void asset(HttpServerExchange exchange) {
        var found = assets.find(exchange.getRelativePath().substring("/assets/".length()));
        if (found.isEmpty()) {
            exchange.dispatch(() -> Reply.problem(exchange, new Refusal("NOT_FOUND", "")));
            return;
        }
        var asset = found.get();
        var headers = exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, asset.contentType())
                .put(Headers.ETAG, asset.etag())
                .put(Headers.VARY, "Accept-Encoding")
                .put(Headers.CACHE_CONTROL, asset.cacheControl(Reply.query(exchange, "v")));
        if (asset.etag().equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
            exchange.setStatusCode(304).endExchange();
            return;
        }
        var accepts = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
        byte[] gzip = asset.gzip();
        if (gzip != null && accepts != null && accepts.contains("gzip")) {
            headers.put(Headers.CONTENT_ENCODING, "gzip");
            exchange.getResponseSender().send(ByteBuffer.wrap(gzip));
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(asset.bytes()));
        }
    }
}

package vn.tram.edge.web.listen;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vn.tram.edge.web.BoxServer;
import vn.tram.node.net.tls.ServedKeys;
import vn.tram.node.net.tls.TlsContexts;
import vn.tram.provisioning.ca.HallNames;
import vn.tram.ui.WebAddress;

/**
 * The two doors of a box: TLS for everybody in the hall, plain HTTP for this machine itself. Who comes from elsewhere
 * in the clear is told how to come by TLS, and nothing else. Any thread.
 */
public final class Listeners {
    /** A browser's handshake takes two ways of the LAN; who takes longer is none. */
    private static final long HANDSHAKE_SECONDS = 10;

    private static final Set<String> PROTOCOLS = Set.of(TlsContexts.PROTOCOLS.split(","));

    /** A page that was promised TLS cannot be opened without: the promise ends with what it was made on. */
    private static final long LONGEST_PROMISE = Duration.ofDays(365).toSeconds();

    private final BoxServer server;
    private final WebAddress address;
    private final LongSupplier now;
    private final ServedKeys keys;
    private volatile Face face;
    private volatile int port;

    /** @param now epoch milliseconds, never before this software was made */
    public Listeners(BoxServer server, WebAddress address, Face face, LongSupplier now) {
        this.server = server;
        this.address = address;
        this.now = now;
        this.face = face;
        this.keys = new ServedKeys(face.identity());
        show(face);
    }

    /** From the next handshake on; open connections go on. */
    public void show(Face next) {
        face = next;
        keys.serve(next.identity());
        var hosts = next.ofCity() ? HallNames.of(next.identity().leaf()).hosts() : Set.<String>of();
        server.certified(hosts, () -> promised(next));
    }

    private long promised(Face shown) {
        long left = shown.ofCity() ? (shown.until() - now.getAsLong()) / 1_000 : 0;
        return Math.max(0, Math.min(LONGEST_PROMISE, left));
    }

    /** Opens the door with TLS; port 0 takes a free one. */
    public Future<Integer> secured(String host, int wanted) {
        var options = BoxServer.options(host, wanted)
                .setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(KeyCertOptions.wrap(keys))
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        TlsContexts.SUITES.forEach(options::addEnabledCipherSuite);
        return server.serve(options, pages -> pages).onSuccess(taken -> port = taken);
    }

    /** Opens the plain door; after {@link #secured}, to which it leads. */
    public Future<Integer> plain() {
        var page = new TrustPage(() -> face, request -> link(request) + "/");
        return server.serve(BoxServer.options(address.host(), address.port()), pages -> door(pages, page));
    }

    private static Handler<HttpServerRequest> door(Handler<HttpServerRequest> pages, TrustPage page) {
        return request -> {
            if (isHere(request.connection().remoteAddress())
                    && isHere(request.connection().localAddress())) {
                pages.handle(request);
            } else {
                page.answer(request);
            }
        };
    }

    private static boolean isHere(SocketAddress address) {
        var literal = address.hostAddress();
        return literal != null
                && (literal.startsWith("127.") || literal.startsWith("0:0:0:0:0:0:0:1") || literal.startsWith("::1"));
    }

    /** By the name that the person used, when it is one of ours: that it leads here is certain. */
    private String link(HttpServerRequest request) {
        var asked = request.getHeader("Host");
        var hosts = HallNames.of(face.identity().leaf()).hosts();
        if (asked != null && address.with(hosts).knows(asked)) {
            return "https://" + asked.replaceFirst(":\\d{1,5}$", "") + ":" + port;
        }
        var literal = String.valueOf(request.connection().localAddress().hostAddress());
        return "https://" + (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port;
    }
}

package vn.tram.edge.web.door;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Two cookies, of a session and of a device, that no script reads and no other site sends. Over TLS their names bind
 * them to this very host (RFC 6265bis, 4.1.3.2); over plain HTTP, which is spoken on this machine alone, a browser
 * would not take such a name.
 */
enum Cookies {
    SESSION("tram", Duration.ZERO),
    DEVICE("tram-device", Duration.ofDays(400));

    private static final String HOST = "__Host-";

    private final String name;
    private final Duration life;

    Cookies(String name, Duration life) {
        this.name = name;
        this.life = life;
    }

    private String name(RoutingContext ctx) {
        return ctx.request().isSSL() ? HOST + name : name;
    }

    /** Its value; empty when there is none. */
    String of(RoutingContext ctx) {
        var cookie = ctx.request().getCookie(name(ctx));
        return cookie == null ? "" : cookie.getValue();
    }

    void give(RoutingContext ctx, String value) {
        var cookie = made(ctx, value);
        if (!life.isZero()) {
            cookie.setMaxAge(life.toSeconds());
        }
        ctx.response().addCookie(cookie);
    }

    void takeBack(RoutingContext ctx) {
        ctx.response().addCookie(made(ctx, "").setMaxAge(0));
    }

    private Cookie made(RoutingContext ctx, String value) {
        return Cookie.cookie(name(ctx), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(ctx.request().isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }
}

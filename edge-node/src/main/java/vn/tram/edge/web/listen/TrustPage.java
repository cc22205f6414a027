package vn.tram.edge.web.listen;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.tram.edge.web.PageFrame;
import vn.tram.edge.web.Pages;
import vn.tram.kernel.trust.Digest;
import vn.tram.ui.Assets;
import vn.tram.ui.Lang;
import vn.tram.ui.Qr;
import vn.tram.ui.Texts;

/**
 * All that is said in the clear: how a machine in the hall comes to trust the city's certificate. The page, what it is
 * drawn with, and the root; whatever else is asked for is refused.
 */
final class TrustPage {
    private static final String ROOT = "/root.crt";
    private static final String ASSETS = "/assets/";
    private static final String API = "/api/";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", Pages.SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private final Supplier<Face> face;
    private final Function<HttpServerRequest, String> link;
    private final Assets assets = Pages.assets();
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, TrustPage.class.getClassLoader(), "vn.tram.edge.web.pages");

    /** @param link where who sent a request finds the pages, with a slash at its end */
    TrustPage(Supplier<Face> face, Function<HttpServerRequest, String> link) {
        this.face = face;
        this.link = link;
    }

    void answer(HttpServerRequest request) {
        var response = request.response();
        HEADERS.forEach(response::putHeader);
        var path = request.path() == null ? "/" : request.path();
        if (!request.method().equals(HttpMethod.GET) || path.startsWith(API)) {
            refuse(response, FORBIDDEN, "HTTPS_ONLY");
        } else if (path.equals(ROOT)) {
            root(response);
        } else if (path.startsWith(ASSETS)) {
            asset(response, path.substring(ASSETS.length()));
        } else {
            var lang = Lang.choose(request.getParam("lang"), null);
            response.putHeader("Content-Type", "text/html; charset=utf-8").end(html(lang, link.apply(request)));
        }
    }

    private static void refuse(HttpServerResponse response, int status, String code) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"type\":\"about:blank\",\"status\":" + status + ",\"code\":\"" + code + "\"}");
    }

    private void root(HttpServerResponse response) {
        var root = face.get().root();
        if (root.isEmpty()) {
            refuse(response, NOT_FOUND, "NOT_FOUND");
            return;
        }
        response.putHeader("Content-Type", "application/x-x509-ca-cert")
                .putHeader("Content-Disposition", "attachment; filename=\"tram-root.crt\"")
                .end(Buffer.buffer(encoded(root.get())));
    }

    private void asset(HttpServerResponse response, String name) {
        var found = assets.find(name);
        if (found.isEmpty()) {
            refuse(response, NOT_FOUND, "NOT_FOUND");
            return;
        }
        response.putHeader("Content-Type", found.get().contentType())
                .end(Buffer.buffer(found.get().bytes()));
    }

    /** @param at address of the pages, with a slash at its end */
    String html(Lang lang, String at) {
        var texts = Texts.of("box", lang);
        var view = new TrustView(
                at,
                Qr.svg(at, texts.get("trust.qr")),
                face.get().root().map(TrustPage::fingerprint).orElse(""));
        var frame = new PageFrame("trust", texts, assets, List.of("trust.css"), List.of(), "", "");
        var html = new StringOutput();
        templates.render("trust.jte", Map.of("page", frame, "view", view), html);
        return html.toString();
    }

    /** As on the city's paper: 64 hexadecimal digits in groups of four. */
    static String fingerprint(X509Certificate certificate) {
        var hex = Digest.of(encoded(certificate)).hex().toUpperCase(Locale.ROOT);
        return hex.replaceAll("(....)(?!$)", "$1 ");
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError("it was read from its bytes", impossible);
        }
    }
}

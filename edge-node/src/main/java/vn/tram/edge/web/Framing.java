package vn.tram.edge.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether where a request ends can be told in one way alone (RFC 9112, 6.3). Where it cannot, one reader sees one
 * request and the next one two: so such a request is refused and its connection ended.
 */
final class Framing {
    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");

    private Framing() {}

    static boolean isSound(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        List<String> lengths = request.headers().getAll("Content-Length");
        boolean oneLength = lengths.isEmpty()
                || (lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches());
        boolean oneCoding = codings.isEmpty()
                || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked") && lengths.isEmpty());
        return oneLength && oneCoding;
    }
}

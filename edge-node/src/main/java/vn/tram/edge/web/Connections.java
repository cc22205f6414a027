package vn.tram.edge.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Connections to the pages: how many there are, and whether those who hold one ask for anything. Somebody who sends a
 * request byte by byte (slowloris) holds nothing for longer than a page may be idle. The event loop alone.
 */
final class Connections {
    static final long LOOK_MS = 5_000;

    /** More than a hall has pages is somebody's mistake or malice; those that are open go on. */
    private static final int MOST = 1_000;

    /** Of one address; this machine itself may have as many as there are. */
    private static final int MOST_OF_ONE = 64;

    /** So long a connection may be open without a whole request on it. */
    private static final long SILENT_MS = 75_000;

    /** So long a request may take to arrive whole. */
    private static final long SLOW_MS = 30_000;

    private static final class Line {
        private long since;
        private int open;
        private boolean arriving;
        private boolean refused;
    }

    private final Map<HttpConnection, Line> lines = new HashMap<>();
    private long now;

    void opened(HttpConnection connection) {
        var address = address(connection);
        boolean here = address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1");
        long same = lines.keySet().stream()
                .filter(other -> address(other).equals(address))
                .count();
        if (lines.size() >= MOST || (!here && same >= MOST_OF_ONE)) {
            connection.close();
            return;
        }
        var line = new Line();
        line.since = now;
        lines.put(connection, line);
        connection.closeHandler(closed -> lines.remove(connection));
    }

    private static String address(HttpConnection connection) {
        var remote = connection.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    /** What comes behind this request is looked at no more: the connection ends with the answer. */
    void refuse(HttpServerRequest request) {
        var line = lines.get(request.connection());
        if (line != null) {
            line.refused = true;
        }
        request.response().putHeader("Connection", "close");
    }

    /** The head of a request has come. False when nothing on its connection is answered any more. */
    boolean asked(HttpServerRequest request) {
        var line = lines.get(request.connection());
        if (line == null || line.refused) { // one that is closed may still have requests that came before its end
            request.connection().close();
            return false;
        }
        line.open++;
        line.since = now;
        line.arriving = !request.isEnded();
        request.endHandler(whole -> line.arriving = false);
        request.response().endHandler(told -> {
            line.open--;
            line.since = now;
        });
        return true;
    }

    /** Closes those that are silent or slow. {@code wall}: epoch milliseconds. */
    void look(long wall) {
        boolean jumped = wall < now || wall - now > SILENT_MS;
        now = wall;
        for (var each : Map.copyOf(lines).entrySet()) {
            var line = each.getValue();
            if (jumped) {
                line.since = now; // somebody has set the clock
            }
            long waited = now - line.since;
            if ((line.open == 0 && waited >= SILENT_MS) || (line.arriving && waited >= SLOW_MS)) {
                each.getKey().close();
            }
        }
    }
}

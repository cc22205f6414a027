package vn.tram.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.OptionalInt;
import vn.tram.firmware.settings.NodeProperties;

/**
 * How pages are served with TLS. Plain HTTP serves them on this machine alone.
 *
 * @param host address to listen on
 * @param port 0 takes a free one; empty: no TLS, as on a machine that serves itself alone
 * @param identity folder of the pages' keys and certificates
 */
public record ListenConfig(String host, OptionalInt port, Path identity) {
    private static final int PORT = 8_443;
    private static final int MAX_PORT = 65_535;

    static ListenConfig read(NodeProperties properties, Path data, String plainHost) {
        var port = properties.parsedOr("http.tls.port", "", ListenConfig::port);
        return new ListenConfig(
                properties.text("http.tls.host", plainHost),
                port.isEmpty() && !isLoopback(plainHost) ? OptionalInt.of(PORT) : port,
                Path.of(properties.text(
                        "http.tls.identity", data.resolve("hall-identity").toString())));
    }

    private static OptionalInt port(String text) {
        if (text.isBlank()) {
            return OptionalInt.empty();
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= MAX_PORT) {
                return OptionalInt.of(port);
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("must be a whole number, not '" + text + "'", noNumber);
        }
        throw new IllegalArgumentException("must lie in 0…" + MAX_PORT + ", not " + text);
    }

    /** Whether only this machine itself opens the pages. */
    boolean isForThisMachine() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}

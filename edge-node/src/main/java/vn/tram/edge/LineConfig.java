package vn.tram.edge;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.kernel.journal.Lane;

/**
 * The line to the city.
 *
 * @param broker MQTT 5 broker of the city: {@code ssl://} with certificates, {@code tcp://} on this machine alone
 * @param anchors file with the certificates of the authorities that vouch for the broker; empty path without TLS
 * @param identity folder of the box's own key and certificate
 * @param rules how it is used
 */
public record LineConfig(URI broker, Path anchors, Path identity, LineRules rules) {
    private static final int MOST_SPREAD_SECONDS = 600;
    private static final int MOST_KILOBYTES = 10_000_000;
    private static final long KILOBYTE = 1_024;

    private static final String SECURED = "ssl";
    private static final Pattern LITERAL = Pattern.compile("[\\d.]+|\\[[\\da-fA-F:.]+]");

    static LineConfig read(NodeProperties properties, Path data) {
        int spread = Math.toIntExact(LineRules.STANDARD.spread().toSeconds());
        var broker = properties.parsedOr("broker.url", "tcp://127.0.0.1:18830", LineConfig::address);
        boolean secured = SECURED.equals(broker.getScheme());
        return new LineConfig(
                broker,
                Path.of(secured ? properties.text("line.ca") : properties.text("line.ca", "")),
                Path.of(properties.text(
                        "line.identity", data.resolve("identity").toString())),
                new LineRules(
                        Duration.ofSeconds(properties.number("line.spread", 0, MOST_SPREAD_SECONDS, spread)),
                        budgets(Map.of(
                                Lane.RECORDS,
                                properties.number("line.records.kilobytes", 0, MOST_KILOBYTES, 0),
                                Lane.STATISTICS,
                                properties.number("line.statistics.kilobytes", 0, MOST_KILOBYTES, 0),
                                Lane.BLOBS,
                                properties.number("line.blobs.kilobytes", 0, MOST_KILOBYTES, 0))),
                        properties.flag("line.blobs.night", false)));
    }

    /** Whether the line is by certificates. */
    boolean secured() {
        return SECURED.equals(broker.getScheme());
    }

    private static URI address(String text) {
        try {
            var uri = new URI(text);
            boolean known = SECURED.equals(uri.getScheme()) || "tcp".equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getPort() > 0) {
                if (!SECURED.equals(uri.getScheme()) && !isThisMachine(uri.getHost())) {
                    throw new IllegalArgumentException(
                            "leads to another machine without certificates; it must be ssl://HOST:PORT with line.ca,"
                                    + " not '" + text + "'");
                }
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException("is no address: " + notAnAddress.getMessage(), notAnAddress);
        }
        throw new IllegalArgumentException(
                "must look like ssl://HOST:PORT, or tcp://HOST:PORT on this machine, not '" + text + "'");
    }

    /** No name is looked up: a start must not wait for the network. */
    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return LITERAL.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static Map<Lane, Long> budgets(Map<Lane, Integer> kilobytes) {
        var limits = new HashMap<Lane, Long>();
        kilobytes.forEach((lane, count) -> {
            if (count > 0) {
                limits.put(lane, count * KILOBYTE);
            }
        });
        return limits;
    }
}

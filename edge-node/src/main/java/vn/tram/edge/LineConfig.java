package vn.tram.edge;

import java.net.URI;
import java.time.Duration;
import vn.tram.edge.sync.LineRules;
import vn.tram.firmware.settings.NodeProperties;

/**
 * The line to the city.
 *
 * @param broker MQTT 5 broker of the city
 * @param rules how it is used
 */
public record LineConfig(URI broker, LineRules rules) {
    private static final int MOST_SPREAD_SECONDS = 600;

    static LineConfig read(NodeProperties properties) {
        int spread = Math.toIntExact(LineRules.STANDARD.spread().toSeconds());
        return new LineConfig(
                properties.address("broker.url", "tcp", "tcp://127.0.0.1:18830"),
                new LineRules(Duration.ofSeconds(properties.number("line.spread", 0, MOST_SPREAD_SECONDS, spread))));
    }
}

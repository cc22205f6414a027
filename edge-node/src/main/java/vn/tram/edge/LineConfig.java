package vn.tram.edge;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import vn.tram.edge.sync.lanes.LineRules;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.kernel.journal.Lane;

/**
 * The line to the city.
 *
 * @param broker MQTT 5 broker of the city
 * @param rules how it is used
 */
public record LineConfig(URI broker, LineRules rules) {
    private static final int MOST_SPREAD_SECONDS = 600;
    private static final int MOST_KILOBYTES = 10_000_000;
    private static final long KILOBYTE = 1_024;

    static LineConfig read(NodeProperties properties) {
        int spread = Math.toIntExact(LineRules.STANDARD.spread().toSeconds());
        return new LineConfig(
                properties.address("broker.url", "tcp", "tcp://127.0.0.1:18830"),
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

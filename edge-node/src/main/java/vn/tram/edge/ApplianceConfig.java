package vn.tram.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vn.tram.firmware.settings.NodeProperties;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.ui.WebAddress;

/**
 * What a box must know before it starts; everything else comes down the line. Described in
 * {@code src/docs/configuration.md}.
 *
 * @param ward official code of the ward
 * @param box name of this installation
 * @param data folder of the database
 * @param witness folder of what is remembered outside the database
 * @param web where pages are served
 * @param listen how they are served with TLS
 * @param line to the city
 * @param scrub in which time the whole journal is looked through once
 * @param city keys whose signature on feeds is trusted; without one the box takes no feed
 */
public record ApplianceConfig(
        WardCode ward,
        BoxId box,
        Path data,
        Path witness,
        WebAddress web,
        ListenConfig listen,
        LineConfig line,
        KeyRing city,
        Duration scrub) {
    private static final int SCRUB_HOURS = 24;
    private static final int MOST_SCRUB_HOURS = 720;

    /** Reads the keys it knows; problems are left in {@code properties}. */
    static ApplianceConfig read(NodeProperties properties) {
        var ward = properties.parsed("node.ward", "00000", WardCode::new);
        var data = Path.of(properties.text("node.data"));
        return new ApplianceConfig(
                ward,
                properties.parsedOr("node.box", "w" + ward.value() + "-1", BoxId::new),
                data,
                Path.of(properties.text("node.witness", data + "-witness")),
                WebAddress.of(
                        properties.text("http.host", "127.0.0.1"),
                        properties.number("http.port", 0, 65_535, 8_100),
                        properties.text("http.names", "")),
                ListenConfig.read(properties, data, properties.text("http.host", "127.0.0.1")),
                LineConfig.read(properties, data),
                properties.parsedOr("city.key", "", KeyRing::ofHex),
                Duration.ofHours(properties.number("scrub.hours", 1, MOST_SCRUB_HOURS, SCRUB_HOURS)));
    }

    /** For tests and tools that start a box without a file. */
    public static ApplianceConfig of(Map<String, String> keys) {
        var properties = new NodeProperties(keys);
        var config = read(properties);
        if (!properties.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", properties.problems()));
        }
        return config;
    }
}

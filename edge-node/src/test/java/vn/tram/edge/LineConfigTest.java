package vn.tram.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.firmware.settings.NodeProperties;

final class LineConfigTest {
    private static final Path DATA = Path.of("data");

    private static List<String> problems(Map<String, String> keys) {
        var properties = new NodeProperties(keys);
        LineConfig.read(properties, DATA);
        return properties.problems();
    }

    @Test
    void withoutCertificatesTheBrokerIsOnThisMachine() {
        for (var here : List.of("localhost", "127.0.0.1", "127.8.8.8", "[::1]")) {
            assertThat(problems(Map.of("broker.url", "tcp://" + here + ":1883")))
                    .isEmpty();
        }
        for (var elsewhere : List.of("192.168.1.5", "centre.example.gov.vn", "localhost.example.vn", "[::2]")) {
            assertThat(problems(Map.of("broker.url", "tcp://" + elsewhere + ":1883")))
                    .singleElement()
                    .satisfies(words -> assertThat(words)
                            .contains("broker.url")
                            .contains("without certificates")
                            .contains("ssl://HOST:PORT"));
        }
    }

    @Test
    void certificatesNeedSomebodyToTrust() {
        assertThat(problems(Map.of("broker.url", "ssl://mqtt.example.gov.vn:8883")))
                .containsExactly("line.ca is missing");
        var properties =
                new NodeProperties(Map.of("broker.url", "ssl://mqtt.example.gov.vn:8883", "line.ca", "city.pem"));
        var config = LineConfig.read(properties, DATA);
        assertThat(properties.problems()).isEmpty();
        assertThat(config.secured()).isTrue();
        assertThat(config.anchors()).isEqualTo(Path.of("city.pem"));
        assertThat(config.identity()).isEqualTo(Path.of("data", "identity"));
    }

    @Test
    void otherAddressesAreNone() {
        for (var bad : List.of("http://x:1", "ssl://x", "ssl://:8883", "no address", "mqtts://x:8883")) {
            assertThat(problems(Map.of("broker.url", bad, "line.ca", "city.pem")))
                    .singleElement()
                    .satisfies(words -> assertThat(words).contains("broker.url"));
        }
    }
}

package vn.tram.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tram.firmware.settings.NodeProperties;

final class CentreConfigTest {
    @Test
    void onlyTheDataFolderMustBeGiven() {
        var config = CentreConfig.of(Map.of("node.data", "x/centre"));
        assertThat(config.data()).isEqualTo(Path.of("x/centre"));
        assertThat(config.web().host()).isEqualTo("127.0.0.1");
        assertThat(config.web().port()).isEqualTo(8_080);
        assertThat(config.brokerEmbedded()).isTrue();
        assertThat(config.brokerAddress().getPort()).isEqualTo(18_830);
        assertThat(config.brokerUrl()).isEqualTo(URI.create("tcp://127.0.0.1:18830"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        var properties = new NodeProperties(Map.of(
                "http.port", "70000",
                "broker.embedded", "yes",
                "broker.host", "192.0.2.1",
                "broker.url", "http://x",
                "node.box", "w00070-1"));
        CentreConfig.read(properties);
        assertThat(properties.problems())
                .hasSize(6)
                .anyMatch(problem -> problem.contains("node.data"))
                .anyMatch(problem -> problem.contains("http.port"))
                .anyMatch(problem -> problem.contains("broker.embedded"))
                .anyMatch(problem -> problem.contains("broker.host") && problem.contains("loopback"))
                .anyMatch(problem -> problem.contains("broker.url"))
                .anyMatch(problem -> problem.contains("node.box is not a known key"));
    }

    @Test
    void withACertificateTheBrokerListensOnAnyAddress() {
        var config = CentreConfig.of(Map.of(
                "node.data", "x",
                "broker.host", "0.0.0.0",
                "broker.certificate", "broker.pem",
                "broker.key", "broker.key",
                "broker.ca", "issuing.pem"));
        assertThat(config.brokerAddress().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(config.brokerFiles()).hasValueSatisfying(files -> {
            assertThat(files.issuers()).isEqualTo(Path.of("issuing.pem"));
            assertThat(files.revoked()).isEqualTo(Path.of(""));
        });
        var properties = new NodeProperties(Map.of("node.data", "x", "broker.certificate", "broker.pem"));
        CentreConfig.read(properties);
        assertThat(properties.problems()).containsExactly("broker.key is missing", "broker.ca is missing");
    }

    @Test
    void badKeysThrowForWhoStartsWithoutAFile() {
        assertThatThrownBy(() -> CentreConfig.of(Map.of())).hasMessageContaining("node.data is missing");
    }

    @Test
    void blobsLieInTheDataFolderOrWhereTheyAreWanted() {
        assertThat(CentreConfig.of(Map.of("node.data", "x/centre")).blobs()).isEqualTo(Path.of("x/centre/blobs"));
        var keys = Map.of("node.data", "x/centre", "blobs.folder", "/srv/blobs", "store.url", "jdbc:postgresql://db/x");
        assertThat(CentreConfig.of(keys).blobs()).isEqualTo(Path.of("/srv/blobs"));
    }

    @Test
    void workerOnPostgreSqlMustBeToldTheSharedFolder() {
        var properties = new NodeProperties(Map.of("node.data", "x", "store.url", "jdbc:postgresql://db/x"));
        CentreConfig.read(properties);
        assertThat(properties.problems())
                .singleElement()
                .asString()
                .startsWith("thiếu blobs.folder")
                .contains("\nblobs.folder is missing");
    }
}

package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.Pem;
import vn.tram.system.process.Checkout;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.Mosquitto;

/**
 * Mosquitto started with the very files of {@code src/deploy/mosquitto} and certificates as the city issues them; only
 * folder and ports are others.
 */
@Timeout(120)
final class MosquittoSettingsSystemTest extends CertificatesContractTest {
    private static final String PASSWORD = "of-the-centre";

    @TempDir
    private Path folder = Path.of("");

    private int boxesPort;
    private int centrePort;
    private @Nullable Mosquitto broker;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Needed.mosquitto();
        boxesPort = FreePort.find();
        centrePort = FreePort.find();
        var shown = CITY.broker(Instant.now());
        write("city-ca.pem", Pem.of(CITY.issuing().certificate(), CITY.root().certificate()));
        write("broker.pem", Pem.of(shown.leaf(), CITY.issuing().certificate()));
        write("broker.key", Pem.of(shown.key()));
        write("revoked.pem", CITY.revoked(Instant.now()));
        run("mosquitto_passwd", "-b", "-c", "centre.passwords", "centre", PASSWORD);
        var deploy = Checkout.find().root().resolve("src/deploy/mosquitto");
        for (var rights : List.of("boxes.acl", "centre.acl")) {
            Files.copy(deploy.resolve(rights), folder.resolve(rights));
        }
        var settings = Files.readString(deploy.resolve("tram.conf"))
                .replace("/etc/mosquitto/tram", folder.toString())
                .replace("listener 8883", "listener " + boxesPort)
                .replace("listener 18830", "listener " + centrePort)
                .replace("#crlfile", "crlfile");
        broker = Mosquitto.of(write("tram.conf", settings), boxesPort);
        broker().start();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionFailedError(String.join(" ", command) + ": " + said);
        }
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private Mosquitto broker() {
        if (broker == null) {
            throw new AssertionFailedError("mosquitto was not started");
        }
        return broker;
    }

    @Override
    int port() {
        return boxesPort;
    }

    @Override
    Mqtt5BlockingClient centre() {
        return centre(PASSWORD);
    }

    private Mqtt5BlockingClient centre(String password) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier("centre-1")
                .serverHost("127.0.0.1")
                .serverPort(centrePort)
                .simpleAuth()
                .username(Topics.CENTRE)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }

    @Override
    void revoke(NodeIdentity identity) throws IOException, InterruptedException {
        write("revoked.pem", CITY.revoked(Instant.now(), identity));
        broker().readAgain();
    }

    @Test
    void centreIsKnownByItsPasswordAlone() {
        assertThatThrownBy(centre("a guess")::connect).hasMessageContaining("NOT_AUTHORIZED");
    }
}

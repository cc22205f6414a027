package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.provisioning.ca.Pem;

/** The broker inside the centre, and what openssl says of it. */
@Timeout(120)
final class EmbeddedCertificatesSystemTest extends CertificatesContractTest {
    private static final Logger BROKER_LOG = (Logger) LoggerFactory.getLogger("org.apache.activemq.artemis");

    @TempDir
    private Path folder = Path.of("");

    private final Set<X509Certificate> revoked = ConcurrentHashMap.newKeySet();
    private @Nullable EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        BROKER_LOG.setLevel(Level.OFF);
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        broker = new EmbeddedBroker(here, CITY.door(revoked::contains));
        broker().start();
    }

    @AfterEach
    void stop() {
        broker().close();
        BROKER_LOG.setLevel(null);
    }

    private EmbeddedBroker broker() {
        if (broker == null) {
            throw new AssertionFailedError("the broker was not started");
        }
        return broker;
    }

    @Override
    int port() {
        return broker().port();
    }

    @Override
    Mqtt5BlockingClient centre() {
        var shown = (Credentials.Password) broker().centre();
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(Topics.CENTRE)
                .serverHost("127.0.0.1")
                .serverPort(broker().uri().getPort())
                .simpleAuth()
                .username(shown.user())
                .password(shown.secret().reveal().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }

    @Override
    void revoke(NodeIdentity identity) {
        revoked.add(identity.leaf());
    }

    /** What openssl says after it has connected, or tried. */
    private String openssl(String... more) throws IOException, InterruptedException {
        var box = CITY.box(BOX);
        Files.writeString(folder.resolve("root.pem"), Pem.of(CITY.root().certificate()));
        Files.writeString(folder.resolve("box.pem"), Pem.of(box.leaf()));
        Files.writeString(folder.resolve("chain.pem"), Pem.of(CITY.issuing().certificate()));
        Files.writeString(folder.resolve("box.key"), Pem.of(box.key()));
        var base = List.of(
                "openssl",
                "s_client",
                "-connect",
                "localhost:" + port(),
                "-CAfile",
                "root.pem",
                "-verify_hostname",
                "localhost",
                "-verify_return_error",
                "-no_ign_eof");
        var process = new ProcessBuilder(
                        Stream.concat(base.stream(), Stream.of(more)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionFailedError("openssl does not end: " + said);
        }
        return said;
    }

    private String withCertificate(String... more) throws IOException, InterruptedException {
        return openssl(Stream.concat(
                        Stream.of("-cert", "box.pem", "-key", "box.key", "-cert_chain", "chain.pem"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void opensslVerifiesTheBrokerAndIsAskedForACertificateOfTheCity() throws Exception {
        var said = withCertificate();
        assertThat(said)
                .contains("Verification: OK")
                .contains("Verified peername: localhost")
                .contains("New, TLSv1.3")
                .contains("Acceptable client certificate CA names")
                .contains("Tram Issuing CA")
                .contains("Server Temp Key");
        assertThat(withCertificate("-tls1_2")).contains("Verification: OK").contains("New, TLSv1.2");
    }

    @Test
    void olderProtocolsAreRefused() throws Exception {
        for (var old : List.of("-tls1", "-tls1_1")) {
            assertThat(withCertificate(old, "-cipher", "ALL:@SECLEVEL=0"))
                    .contains("alert protocol version")
                    .contains("Cipher is (NONE)");
        }
    }

    @Test
    void withoutACertificateThereIsNoSession() throws Exception {
        assertThat(openssl("-tls1_2")).contains("alert bad certificate");
    }
}

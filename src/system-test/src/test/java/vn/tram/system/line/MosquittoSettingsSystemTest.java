package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Topics;
import vn.tram.system.process.Checkout;
import vn.tram.system.process.FreePort;
import vn.tram.system.process.Mosquitto;

/** Mosquitto started with the very files of {@code src/deploy/mosquitto}; only folder and ports are others. */
@Timeout(120)
final class MosquittoSettingsSystemTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final BoxId OTHER = new BoxId("w00004-1");
    private static final String PASSWORD = "of-the-centre";

    @TempDir
    private Path folder = Path.of("");

    private int boxesPort;
    private int centrePort;
    private @Nullable CityCertificates certificates;
    private @Nullable Mosquitto broker;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Needed.mosquitto();
        boxesPort = FreePort.find();
        centrePort = FreePort.find();
        var made = new CityCertificates(folder);
        for (var name : List.of("broker", BOX.value(), OTHER.value())) {
            made.certify(name);
        }
        made.run("mosquitto_passwd -b -c centre.passwords centre " + PASSWORD);
        certificates = made;
        var deploy = Checkout.find().root().resolve("src/deploy/mosquitto");
        for (var rights : List.of("boxes.acl", "centre.acl")) {
            Files.copy(deploy.resolve(rights), folder.resolve(rights));
        }
        var settings = Files.readString(deploy.resolve("tram.conf"))
                .replace("/etc/mosquitto/tram", folder.toString())
                .replace("listener 8883", "listener " + boxesPort)
                .replace("listener 18830", "listener " + centrePort);
        broker = Mosquitto.of(Files.writeString(folder.resolve("tram.conf"), settings), boxesPort);
        broker.start();
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private Mqtt5BlockingClient box(BoxId certificate, String clientId) throws IOException, GeneralSecurityException {
        var city = certificates;
        assertThat(city).isNotNull();
        var ssl = MqttClientSslConfig.builder()
                .keyManagerFactory(city.keys(certificate.value()))
                .trustManagerFactory(city.trust())
                .hostnameVerifier((host, session) -> true) // the test's broker has no name of its own
                .build();
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(boxesPort)
                .sslConfig(ssl)
                .buildBlocking();
    }

    private Mqtt5BlockingClient connected(BoxId box) throws IOException, GeneralSecurityException {
        var client = box(box, box.value());
        client.connect();
        return client;
    }

    private Mqtt5BlockingClient centre(String password) {
        var client = MqttClient.builder()
                .useMqttVersion5()
                .identifier("centre-1")
                .serverHost("127.0.0.1")
                .serverPort(centrePort)
                .simpleAuth()
                .username(Topics.CENTRE)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private static Mqtt5Publish message(String topic) {
        return Mqtt5Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(new byte[1])
                .build();
    }

    private static void assertRefused(Mqtt5BlockingClient client, String topic) {
        assertThatThrownBy(() -> client.publish(message(topic)))
                .as(topic)
                .isInstanceOfSatisfying(
                        Mqtt5PubAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED));
    }

    @Test
    void boxReachesItsOwnTopicsAlone() throws Exception {
        var centre = centre(PASSWORD);
        var box = connected(BOX);
        try (var up = centre.publishes(MqttGlobalPublishFilter.ALL)) {
            centre.subscribeWith()
                    .topicFilter(Topics.ALL_UP)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            for (var topic : List.of(
                    Topics.up(OTHER, Lane.URGENT), Topics.gone(OTHER), Topics.down(BOX), "tram/1/up", "elsewhere")) {
                assertRefused(box, topic);
            }
            box.publish(message(Topics.up(BOX, Lane.URGENT)));
            box.publish(message(Topics.gone(BOX)));
            assertThat(up.receive().getTopic()).hasToString(Topics.up(BOX, Lane.URGENT));
            assertThat(up.receive().getTopic()).hasToString(Topics.gone(BOX));
        }
    }

    @Test
    void boxHearsNothingThatIsSaidToAnother() throws Exception {
        var centre = centre(PASSWORD);
        var box = connected(BOX);
        try (var heard = box.publishes(MqttGlobalPublishFilter.ALL)) {
            for (var filter : List.of("#", "tram/1/down/+", Topics.down(OTHER), Topics.down(BOX))) {
                box.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send();
            }
            centre.publish(message(Topics.down(OTHER)));
            centre.publish(message(Topics.down(BOX)));
            assertThat(heard.receive().getTopic()).hasToString(Topics.down(BOX));
        }
    }

    /** Its name is what its certificate says, whatever it calls itself. */
    @Test
    void boxCannotDisplaceAnotherByItsName() throws Exception {
        var other = connected(OTHER);
        var rogue = box(BOX, OTHER.value());
        rogue.connect();
        assertRefused(rogue, Topics.up(OTHER, Lane.URGENT));
        other.publish(message(Topics.up(OTHER, Lane.URGENT)));
        assertThat(other.getState().isConnected()).isTrue();
    }

    @Test
    void strangerIsRefusedAtEitherDoor() {
        var plain = MqttClient.builder()
                .useMqttVersion5()
                .identifier(BOX.value())
                .serverHost("127.0.0.1")
                .serverPort(boxesPort)
                .sslWithDefaultConfig()
                .buildAsync();
        assertThatThrownBy(() -> plain.connect().get(20, TimeUnit.SECONDS)).hasMessageContaining("Exception");
        assertThatThrownBy(() -> centre("a guess")).hasMessageContaining("NOT_AUTHORIZED");
    }
}

package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.tls.NodeIdentity;

/**
 * What every broker of a city keeps to, whoever comes with which certificate. The client is one that has nothing of
 * ours, so that it may ask for what ours never would.
 */
abstract class CertificatesContractTest {
    static final BoxId BOX = new BoxId("w00070-1");
    static final BoxId OTHER = new BoxId("w00004-1");
    static final TestCity CITY = new TestCity();
    /** How long a broker may take to look at its list. */
    private static final Duration LOOK = Duration.ofSeconds(60);

    private static final byte[] PAYLOAD = {1};

    private final List<Mqtt5BlockingClient> clients = new ArrayList<>();

    /** Where boxes come in. */
    abstract int port();

    /** A client that may hear every box and speak to each; not connected. */
    abstract Mqtt5BlockingClient centre();

    /** Takes a certificate back; new connections with it fail from the broker's next look at its list on. */
    abstract void revoke(NodeIdentity identity) throws Exception;

    @AfterEach
    void leave() {
        for (var client : clients) {
            try {
                client.disconnect();
            } catch (RuntimeException goneAlready) {
                assertThat(client.getState().isConnected()).isFalse();
            }
        }
    }

    private Mqtt5BlockingClient client(@Nullable NodeIdentity shown, String clientId) throws Exception {
        var ssl = MqttClientSslConfig.builder()
                .keyManagerFactory(shown == null ? null : keys(shown))
                .trustManagerFactory(trust(CITY.root().certificate()))
                .build();
        var client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("localhost")
                .serverPort(port())
                .sslConfig(ssl)
                .buildBlocking();
        clients.add(client);
        return client;
    }

    private static KeyManagerFactory keys(NodeIdentity identity) throws Exception {
        var store = emptyStore();
        store.setKeyEntry("box", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys;
    }

    private static TrustManagerFactory trust(X509Certificate anchor) throws Exception {
        var store = emptyStore();
        store.setCertificateEntry("city", anchor);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static KeyStore emptyStore() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Mqtt5BlockingClient connected(BoxId box) throws Exception {
        var client = client(CITY.box(box), box.value());
        client.connect();
        return client;
    }

    private Mqtt5BlockingClient connectedCentre() {
        var client = centre();
        clients.add(client);
        client.connect();
        return client;
    }

    private static Mqtt5Publish message(String topic, boolean retain) {
        return Mqtt5Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(PAYLOAD)
                .retain(retain)
                .build();
    }

    private static Mqtt5Publish message(String topic) {
        return message(topic, false);
    }

    private static void subscribe(Mqtt5BlockingClient client, String filter) {
        try {
            client.subscribeWith()
                    .topicFilter(filter)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
        } catch (Mqtt5SubAckException refused) {
            // A broker may refuse, or grant and let nothing through: what comes is what counts.
            assertThat(refused).isNotNull();
        }
    }

    private static void assertRefused(Mqtt5BlockingClient client, String topic) {
        assertThatThrownBy(() -> client.publish(message(topic)))
                .as(topic)
                .isInstanceOfSatisfying(
                        Mqtt5PubAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED));
    }

    private void assertTurnedAway(@Nullable NodeIdentity shown) throws Exception {
        var client = client(shown, BOX.value());
        assertThatThrownBy(client::connect).isInstanceOf(RuntimeException.class);
        assertThat(client.getState().isConnected()).isFalse();
    }

    /** A broker reads its list at a turn of its own, and does not say when it has. */
    private void assertTurnedAwaySoon(NodeIdentity shown) throws Exception {
        var end = Instant.now().plus(LOOK);
        while (isLetIn(shown)) {
            assertThat(Instant.now()).as("still let in").isBefore(end);
        }
        assertTurnedAway(shown);
    }

    private boolean isLetIn(NodeIdentity shown) throws Exception {
        var client = client(shown, BOX.value());
        try {
            client.connect();
            client.disconnect();
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void boxReachesItsOwnTopicsAlone() throws Exception {
        var centre = connectedCentre();
        var box = connected(BOX);
        try (var up = centre.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(centre, Topics.ALL_UP);
            for (var topic : List.of(
                    Topics.up(OTHER, Lane.URGENT),
                    Topics.gone(OTHER),
                    Topics.down(BOX),
                    Topics.down(OTHER),
                    "tram/1/up",
                    "$SYS/broker/clients",
                    "elsewhere")) {
                assertRefused(box, topic);
            }
            box.publish(message(Topics.up(BOX, Lane.URGENT)));
            box.publish(message(Topics.gone(BOX)));
            assertThat(up.receive().getTopic()).hasToString(Topics.up(BOX, Lane.URGENT));
            assertThat(up.receive().getTopic()).hasToString(Topics.gone(BOX));
        }
    }

    @Test
    void boxHearsNothingThatIsSaidToAnotherOrByAnother() throws Exception {
        var centre = connectedCentre();
        var box = connected(BOX);
        var other = connected(OTHER);
        try (var heard = box.publishes(MqttGlobalPublishFilter.ALL);
                var up = centre.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(centre, Topics.ALL_UP);
            for (var filter : List.of(
                    "#",
                    "+/#",
                    "tram/1/down/+",
                    Topics.down(OTHER),
                    Topics.ALL_UP,
                    Topics.up(OTHER, Lane.URGENT),
                    "$SYS/#",
                    "$share/all/tram/1/down/+")) {
                subscribe(box, filter);
            }
            subscribe(box, Topics.down(BOX));
            other.publish(message(Topics.up(OTHER, Lane.URGENT)));
            assertThat(up.receive().getTopic()).hasToString(Topics.up(OTHER, Lane.URGENT));
            centre.publish(message(Topics.down(OTHER)));
            centre.publish(message(Topics.down(BOX)));
            assertThat(heard.receive().getTopic()).hasToString(Topics.down(BOX));
        }
    }

    /** Its name is what its certificate says, whatever it calls itself: it is refused, or is itself all the same. */
    @Test
    void boxCannotBeAnotherByItsName() throws Exception {
        var other = connected(OTHER);
        for (var name : List.of(OTHER.value(), Topics.CENTRE)) {
            var rogue = client(CITY.box(BOX), name);
            try {
                rogue.connect();
                assertRefused(rogue, Topics.up(OTHER, Lane.URGENT));
                assertRefused(rogue, Topics.down(OTHER));
            } catch (RuntimeException turnedAway) {
                assertThat(rogue.getState().isConnected()).isFalse();
            }
        }
        other.publish(message(Topics.up(OTHER, Lane.URGENT)));
        assertThat(other.getState().isConnected()).isTrue();
    }

    @Test
    void nothingIsKeptForWhoComesLater() throws Exception {
        var box = connected(BOX);
        try {
            box.publish(message(Topics.up(BOX, Lane.URGENT), true));
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull(); // a broker may refuse to keep, or not keep
        }
        var centre = connectedCentre();
        try (var up = centre.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(centre, Topics.ALL_UP);
            connected(OTHER).publish(message(Topics.up(OTHER, Lane.URGENT)));
            assertThat(up.receive(20, TimeUnit.SECONDS)
                            .orElseThrow(() -> new AssertionFailedError("nothing came"))
                            .getTopic())
                    .hasToString(Topics.up(OTHER, Lane.URGENT));
        }
    }

    @Test
    void strangersAreTurnedAway() throws Exception {
        var now = Instant.now();
        assertTurnedAway(null);
        assertTurnedAway(new TestCity().box(BOX));
        assertTurnedAway(SelfSigned.box(BOX));
        assertTurnedAway(CITY.box(BOX, now.minus(Duration.ofDays(400))));
        assertTurnedAway(CITY.server(
                List.of("localhost"), List.of(InetAddress.getLoopbackAddress()), now.minus(Duration.ofHours(1))));
        var plain = MqttClient.builder()
                .useMqttVersion5()
                .identifier(BOX.value())
                .serverHost("127.0.0.1")
                .serverPort(port())
                .buildBlocking();
        assertThatThrownBy(plain::connect).isInstanceOf(RuntimeException.class);
    }

    @Test
    void revokedCertificateIsTurnedAwayAndOthersAreNot() throws Exception {
        var lost = CITY.box(BOX);
        var before = client(lost, BOX.value());
        before.connect();
        before.disconnect();

        revoke(lost);

        assertTurnedAwaySoon(lost);
        connected(BOX); // the same box, with a certificate of its own
    }
}

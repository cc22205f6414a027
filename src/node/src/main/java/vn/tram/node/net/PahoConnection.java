package vn.tram.node.net;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Link.Sent;

/**
 * One connection by one Paho client, from connect to end; never used again. Paho's threads come in here and are let go
 * at once: every callback is one call to {@link Events}, which hands it over.
 */
final class PahoConnection {
    /** Messages the broker may have unacknowledged at this end. */
    private static final int RECEIVE_MAXIMUM = 64;

    /** Longer than a box's beat, which is answered, so that an idle line carries no pings besides. */
    private static final int KEEP_ALIVE_SECONDS = 75;

    /** Payload and what MQTT puts around it. */
    private static final long MAX_PACKET = Link.MAX_PAYLOAD + 4096L;

    /** What happens to the connection. Called on Paho's threads, or on the caller's: must only hand over. */
    interface Events {
        /** Connected and subscribed; the broker takes so many messages at once, of so many bytes at most. */
        void up(int receiveMaximum, long maximumPacket);

        /** It is over, or never began. May be said more than once. */
        void down(String why);

        /** A message came; to be acknowledged with its id once it is safe. */
        void arrived(String topic, byte[] payload, int id, int qos);

        void settled(Outgoing message, Sent sent);
    }

    private final URI broker;
    private final Link.Session session;
    private final Events events;
    private final GuardedClient client;

    PahoConnection(URI broker, Link.Session session, Events events) throws MqttException {
        this.broker = broker;
        this.session = session;
        this.events = events;
        this.client = new GuardedClient(broker.toString(), session.clientId());
    }

    /** Begins to connect; one {@code up} or {@code down} follows, unless the far end says nothing at all. */
    void connect(Credentials credentials, Duration patience) {
        try {
            client.setManualAcks(true);
            client.setCallback(new Callbacks());
            client.connect(options(credentials, patience), null, new WhenConnected());
        } catch (IOException noIdentity) {
            events.down(String.valueOf(noIdentity.getMessage()));
        } catch (MqttException | IllegalArgumentException failure) {
            events.down(PahoWords.of(failure, broker));
        }
    }

    private MqttConnectionOptions options(Credentials credentials, Duration patience) throws IOException {
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setTopicAliasMaximum(0);
        options.setMaximumPacketSize(MAX_PACKET);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) Math.max(1, patience.toSeconds()));
        if (credentials instanceof Credentials.Password password) {
            options.setUserName(password.user());
            options.setPassword(password.secret().reveal().getBytes(StandardCharsets.UTF_8));
        }
        if (credentials instanceof Credentials.Certificate certificate) {
            options.setSocketFactory(certificate.identities().next().getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(true);
        }
        var will = session.will();
        if (will != null) {
            options.setWill(will.topic(), new MqttMessage(will.payload().toArray(), 1, false, null));
        }
        return options;
    }

    /**
     * Sends at quality of service 1. Null: it is under way, and {@code settled} follows unless the connection ends;
     * otherwise what became of it at once.
     */
    @Nullable
    Sent publish(Outgoing message) {
        try {
            client.publish(
                    message.topic(),
                    new MqttMessage(message.payload(), 1, false, new MqttProperties()),
                    null,
                    new WhenPublished(message));
            return null;
        } catch (MqttException gone) {
            return Sent.LOST;
        } catch (IllegalArgumentException badTopic) {
            return Sent.REFUSED;
        }
    }

    /** Tells the broker that a message is safe; without it the broker sends no more than its window. */
    void acknowledge(int id, int qos) {
        try {
            client.messageArrivedComplete(id, qos);
        } catch (MqttException gone) {
            events.down(PahoWords.of(gone, broker));
        }
    }

    /** Whether Paho still believes in the connection. */
    boolean alive() {
        return client.isConnected();
    }

    /** Frees sockets and threads; blocks for about a second at most. */
    void end() throws MqttException {
        client.end();
    }

    private void subscribe(int receiveMaximum, long maximumPacket) {
        List<String> filters = session.filters();
        if (filters.isEmpty()) {
            events.up(receiveMaximum, maximumPacket);
            return;
        }
        var subscriptions =
                filters.stream().map(filter -> new MqttSubscription(filter, 1)).toArray(MqttSubscription[]::new);
        try {
            client.subscribe(
                    subscriptions, null, new WhenSubscribed(receiveMaximum, maximumPacket), new MqttProperties());
        } catch (MqttException | IllegalArgumentException failure) {
            events.down(PahoWords.of(failure, broker));
        }
    }

    private final class WhenConnected implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            var limits = token.getResponseProperties();
            Integer told = limits == null ? null : limits.getReceiveMaximum();
            Long packet = limits == null ? null : limits.getMaximumPacketSize();
            if (told != null && told <= 0) {
                // Paho reads it as a signed number and would then refuse every publish with code 32202.
                events.down("the broker's Receive Maximum is over 32767, which this client cannot use; lower it there");
            } else {
                subscribe(told == null ? Short.MAX_VALUE : told, packet == null ? Long.MAX_VALUE : packet);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            events.down(PahoWords.of(failure, broker));
        }
    }

    private final class WhenSubscribed implements MqttActionListener {
        private final int receiveMaximum;
        private final long maximumPacket;

        WhenSubscribed(int receiveMaximum, long maximumPacket) {
            this.receiveMaximum = receiveMaximum;
            this.maximumPacket = maximumPacket;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            var codes = token.getReasonCodes();
            for (int i = 0; i < session.filters().size(); i++) {
                if (codes == null || i >= codes.length || codes[i] >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                    var reason = codes == null || i >= codes.length ? "no answer" : PahoWords.reason(codes[i]);
                    events.down("the broker refused the subscription to "
                            + session.filters().get(i) + ": " + reason);
                    return;
                }
            }
            events.up(receiveMaximum, maximumPacket);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            events.down(PahoWords.of(failure, broker));
        }
    }

    private final class WhenPublished implements MqttActionListener {
        private final Outgoing message;

        WhenPublished(Outgoing message) {
            this.message = message;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            // Paho calls this for refusals too: only the reason code tells.
            var codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? MqttReturnCode.RETURN_CODE_SUCCESS : codes[0];
            if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                events.settled(message, Sent.REFUSED);
            } else if (code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS) {
                events.settled(message, Sent.NOBODY_LISTENS);
            } else {
                events.settled(message, Sent.TAKEN);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            events.settled(message, Sent.LOST);
        }
    }

    private final class Callbacks implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            var failure = response.getException();
            events.down(
                    failure == null
                            ? "the broker ended the connection: " + PahoWords.reason(response.getReturnCode())
                            : PahoWords.of(failure, broker));
        }

        @Override
        public void mqttErrorOccurred(MqttException failure) {
            events.down(PahoWords.of(failure, broker));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            events.arrived(topic, message.getPayload(), message.getId(), message.getQos());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Said by the publish's own listener.
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            // Said by the connect's own listener.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            events.down("the broker asks for an extended authentication that this node does not know");
        }
    }
}

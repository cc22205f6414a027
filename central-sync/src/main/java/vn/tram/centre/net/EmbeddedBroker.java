package vn.tram.centre.net;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.centre.net.tls.Door;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.tls.TlsContexts;

/**
 * The MQTT 5 broker inside the centre's process: Apache Artemis, configured here and nowhere else. It is a lossy pipe
 * on purpose: no session outlives its connection, nothing is written to disk, and what does not fit into memory is
 * dropped, because the box sends again whatever the centre has not acknowledged. One start and one close.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Bytes of one MQTT packet at most: the longest payload, its topic and properties. */
    static final int MAX_PACKET = 300 * 1024;

    /**
     * Memory for messages that nobody has taken yet; what comes over it is dropped.
     *
     * @param topicBytes of what is said to one box
     * @param allBytes of everything. It alone bounds what the centre has not taken: Artemis weighs a message on its own
     *     topic but asks the limit of the subscription's, which is the centre's wildcard.
     */
    record Memory(long topicBytes, long allBytes) {
        static final Memory USUAL = new Memory(4L * 1024 * 1024, 64L * 1024 * 1024);
    }

    /** Seconds without a word from a client until it counts as gone, unless it asked for less. */
    private static final int KEEP_ALIVE_SECONDS = 90;

    /** Where boxes come in. */
    private static final String LINE = "line";

    /** Where the centre's own client comes in, when boxes come by certificate. */
    private static final String INSIDE = "inside";

    /** How long a stranger may take for each of TLS and CONNECT. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Where undeliverable messages go: no queue is there, so they vanish; without a name the broker warns each time.
     */
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");

    /** The last word to a box whose certificate was taken back. */
    private static final MqttMessage NO_LONGER = new MqttMessage(
            new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttReasonCodeAndPropertiesVariableHeader((byte) 0x87, MqttProperties.NO_PROPERTIES));

    private final InetSocketAddress address;
    private final Memory memory;
    private final @Nullable Door door;
    private final Duration patience;
    private final Trespass trespass;
    private final Secret secret = Secret.fresh();
    private @Nullable ActiveMQServerImpl server;
    private int port;
    private int inside;

    /**
     * A broker without certificates.
     *
     * @param address where to listen; port 0 takes a free one
     * @throws IllegalArgumentException when it is not a loopback address: without certificates anyone could be any box
     */
    public EmbeddedBroker(InetSocketAddress address) {
        this(address, Memory.USUAL);
    }

    /**
     * A broker where boxes come by certificate, on any address; the centre's own client comes in on a loopback one.
     *
     * @param address where to listen; port 0 takes a free one
     */
    public EmbeddedBroker(InetSocketAddress address, Door door) {
        this(address, door, Trespass.UNHEARD);
    }

    /** As without it. */
    public EmbeddedBroker(InetSocketAddress address, Door door, Trespass trespass) {
        this(address, Memory.USUAL, door, PATIENCE, trespass);
    }

    EmbeddedBroker(InetSocketAddress address, Memory memory) {
        this(address, memory, null, PATIENCE);
    }

    EmbeddedBroker(InetSocketAddress address, Memory memory, @Nullable Door door, Duration patience) {
        this(address, memory, door, patience, Trespass.UNHEARD);
    }

    private EmbeddedBroker(
            InetSocketAddress address, Memory memory, @Nullable Door door, Duration patience, Trespass trespass) {
        if (door == null && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException("without certificates the broker listens on a loopback address"
                    + " only (127.0.0.1), not on " + address.getHostString());
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("there is no host " + address.getHostString());
        }
        this.address = address;
        this.memory = memory;
        this.door = door;
        this.patience = patience;
        this.trespass = trespass;
    }

    /** Starts to listen; about a second. When it throws, nothing of the broker is left. */
    public void start() throws BrokerFailure {
        var starting = new ActiveMQServerImpl(configuration(), new TopicRights(secret, door, trespass));
        server = starting;
        starting.addProtocolManagerFactory(new MqttOnly(MAX_PACKET, patience));
        // A port that is taken is told here, not thrown.
        var reason = new AtomicReference<@Nullable Exception>();
        starting.registerActivationFailureListener(reason::set);
        try {
            starting.start();
            port = port(starting, LINE);
            inside = door == null ? port : port(starting, INSIDE);
        } catch (Exception failure) {
            reason.set(failure);
        }
        var failure = reason.get();
        if (failure != null || port <= 0 || inside <= 0) {
            close();
            throw new BrokerFailure(
                    "the broker cannot listen on " + address.getHostString() + ":" + address.getPort()
                            + reason(failure),
                    failure);
        }
    }

    private static int port(ActiveMQServerImpl starting, String name) {
        var acceptor = starting.getRemotingService().getAcceptor(name);
        return acceptor == null ? 0 : acceptor.getActualPort();
    }

    private static String reason(@Nullable Throwable failure) {
        var deepest = failure;
        while (deepest != null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == null ? "" : ": " + deepest.getMessage();
    }

    /** Where it listens for boxes; 0 before {@link #start}. */
    public int port() {
        return port;
    }

    /** Where the centre's own client finds it, on this machine. */
    public URI uri() {
        return door == null
                ? at("tcp", address.getAddress(), port)
                : at("tcp", InetAddress.getLoopbackAddress(), inside);
    }

    /** Where boxes find it, as this machine calls itself. */
    public URI boxes() {
        return door == null ? uri() : at("ssl", address.getAddress(), port);
    }

    private static URI at(String scheme, InetAddress address, int port) {
        var host = address.getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** Ends the connections of those whose certificate was taken back since they came. Any thread. */
    public void cutRevoked() {
        var running = server;
        if (running == null || door == null) {
            return;
        }
        for (var connection : running.getRemotingService().getConnections()) {
            var shown = TopicRights.certificate(connection);
            if (shown != null
                    && door.revoked().test(shown)
                    && connection.getTransportConnection() instanceof NettyServerConnection transport) {
                LOG.warn("the certificate of {} was taken back: its connection is cut", connection.getClientID());
                transport.getChannel().writeAndFlush(NO_LONGER).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    /** What the centre's own client shows; made anew with each broker, known to this process alone. */
    public Credentials centre() {
        return new Credentials.Password(Topics.CENTRE, secret);
    }

    /** Ends all connections and frees the port; about a second. */
    @Override
    public void close() {
        var running = server;
        server = null;
        if (running != null) {
            try {
                running.stop();
            } catch (Exception failure) {
                LOG.warn("the broker did not stop in good order", failure);
            }
        }
    }

    private Configuration configuration() {
        var configuration = new ConfigurationImpl()
                .setName("tram")
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setCriticalAnalyzer(false)
                .setGracefulShutdownEnabled(false)
                .setResolveProtocols(false)
                .setSecurityEnabled(true)
                .setClusterUser(Secret.fresh().reveal())
                .setClusterPassword(Secret.fresh().reveal())
                .setMqttSubscriptionPersistenceEnabled(false)
                .setGlobalMaxSize(memory.allBytes)
                .setMaxDiskUsage(-1)
                .addAddressSetting("#", topics());
        // A right that was taken away must not live on in a cache.
        configuration.setAuthenticationCacheSize(0);
        configuration.setAuthorizationCacheSize(0);
        configuration.addAcceptorConfiguration(acceptor(LINE, address, door));
        if (door != null) {
            var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            configuration.addAcceptorConfiguration(acceptor(INSIDE, here, null));
        }
        return configuration;
    }

    private AddressSettings topics() {
        return new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                .setDefaultQueueRoutingType(RoutingType.MULTICAST)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setMaxSizeBytes(memory.topicBytes)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP);
    }

    private TransportConfiguration acceptor(String name, InetSocketAddress at, @Nullable Door by) {
        var transport = new HashMap<String, Object>(Map.of(
                TransportConstants.HOST_PROP_NAME,
                at.getAddress().getHostAddress(),
                TransportConstants.PORT_PROP_NAME,
                at.getPort(),
                TransportConstants.PROTOCOLS_PROP_NAME,
                MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME,
                TransportConstants.HANDSHAKE_TIMEOUT,
                (int) patience.toSeconds(),
                TransportConstants.USE_EPOLL_PROP_NAME,
                false));
        if (by != null) {
            transport.putAll(Map.of(
                    TransportConstants.SSL_ENABLED_PROP_NAME,
                    true,
                    TransportConstants.SSL_CONTEXT_PROP_NAME,
                    by.context(),
                    TransportConstants.NEED_CLIENT_AUTH_PROP_NAME,
                    true,
                    TransportConstants.ENABLED_PROTOCOLS_PROP_NAME,
                    TlsContexts.PROTOCOLS,
                    TransportConstants.SSL_HANDSHAKE_TIMEOUT,
                    (int) patience.toSeconds()));
        }
        Map<String, Object> mqtt = Map.of(
                "topicAliasMaximum",
                0,
                "maximumPacketSize",
                MAX_PACKET,
                "serverKeepAlive",
                KEEP_ALIVE_SECONDS,
                "defaultMqttSessionExpiryInterval",
                0);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, name, mqtt);
    }
}

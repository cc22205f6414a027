package vn.tram.centre.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;

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
    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final String ACCEPTOR = "line";

    /**
     * Where undeliverable messages go: no queue is there, so they vanish; without a name the broker warns each time.
     */
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");

    private final InetSocketAddress address;
    private final Memory memory;
    private final Secret secret = Secret.fresh();
    private @Nullable ActiveMQServerImpl server;
    private int port;

    /**
     * @param address where to listen; port 0 takes a free one
     * @throws IllegalArgumentException when it is not a loopback address: without certificates anyone could be any box
     */
    public EmbeddedBroker(InetSocketAddress address) {
        this(address, Memory.USUAL);
    }

    EmbeddedBroker(InetSocketAddress address, Memory memory) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the line has no TLS yet, so the broker listens on a loopback address"
                    + " only (127.0.0.1), not on " + address.getHostString());
        }
        this.address = address;
        this.memory = memory;
    }

    /** Starts to listen; about a second. When it throws, nothing of the broker is left. */
    public void start() throws BrokerFailure {
        var starting = new ActiveMQServerImpl(configuration(), new TopicRights(secret));
        server = starting;
        starting.addProtocolManagerFactory(new MqttOnly(MAX_PACKET));
        // A port that is taken is told here, not thrown.
        var reason = new AtomicReference<@Nullable Exception>();
        starting.registerActivationFailureListener(reason::set);
        try {
            starting.start();
            var acceptor = starting.getRemotingService().getAcceptor(ACCEPTOR);
            port = acceptor == null ? 0 : acceptor.getActualPort();
        } catch (Exception failure) {
            reason.set(failure);
        }
        var failure = reason.get();
        if (failure != null || port <= 0) {
            close();
            throw new BrokerFailure(
                    "the broker cannot listen on " + address.getHostString() + ":" + address.getPort()
                            + reason(failure),
                    failure);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        var deepest = failure;
        while (deepest != null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == null ? "" : ": " + deepest.getMessage();
    }

    /** Where it listens; 0 before {@link #start}. */
    public int port() {
        return port;
    }

    /** Where clients on this machine find it. */
    public URI uri() {
        var host = address.getAddress().getHostAddress();
        return URI.create("tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
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
        configuration.addAcceptorConfiguration(acceptor());
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

    private TransportConfiguration acceptor() {
        Map<String, Object> transport = Map.of(
                TransportConstants.HOST_PROP_NAME,
                address.getAddress().getHostAddress(),
                TransportConstants.PORT_PROP_NAME,
                address.getPort(),
                TransportConstants.PROTOCOLS_PROP_NAME,
                MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME,
                TransportConstants.USE_EPOLL_PROP_NAME,
                false);
        Map<String, Object> mqtt = Map.of(
                "topicAliasMaximum",
                0,
                "maximumPacketSize",
                MAX_PACKET,
                "serverKeepAlive",
                KEEP_ALIVE_SECONDS,
                "defaultMqttSessionExpiryInterval",
                0);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, mqtt);
    }
}

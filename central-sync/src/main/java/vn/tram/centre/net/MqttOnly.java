package vn.tram.centre.net;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.ActiveMQComponent;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import vn.tram.centre.net.tls.Doorkeeper;

/**
 * The one protocol the broker speaks, with a limit where it counts: Artemis gathers a packet of up to 256 MiB before it
 * looks at the limit it was given, so the decoder itself is exchanged for one that stops at ours. Before it stands a
 * {@link Doorkeeper}. And it keeps no message for who comes later.
 */
@SuppressWarnings("rawtypes") // Artemis' own signatures.
final class MqttOnly implements ProtocolManagerFactory<MQTTInterceptor> {
    /** Whoever wants a message or a will kept (retained) is put out: Artemis itself would keep it for ever. */
    private static final MQTTInterceptor KEEPS_NOTHING =
            (message, connection) -> !message.fixedHeader().isRetain()
                    && !(message instanceof MqttConnectMessage connect
                            && connect.variableHeader().isWillRetain());

    private final MQTTProtocolManagerFactory real = new MQTTProtocolManagerFactory();
    private final int maximumPacket;
    private final Duration patience;

    /** @param patience how long a stranger may take to say who it is */
    MqttOnly(int maximumPacket, Duration patience) {
        this.maximumPacket = maximumPacket;
        this.patience = patience;
    }

    @Override
    public ProtocolManager createProtocolManager(
            ActiveMQServer server,
            Map<String, Object> parameters,
            List<BaseInterceptor> incoming,
            List<BaseInterceptor> outgoing)
            throws Exception {
        var all = new ArrayList<>(incoming);
        all.add(KEEPS_NOTHING);
        var protocol = real.createProtocolManager(server, parameters, all, outgoing);
        return (ProtocolManager) Proxy.newProxyInstance(
                ProtocolManager.class.getClassLoader(),
                new Class<?>[] {ProtocolManager.class},
                (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(protocol, arguments);
                        if (method.getName().equals("addChannelHandlers")) {
                            guard((ChannelPipeline) arguments[0]);
                        }
                        return result;
                    } catch (InvocationTargetException wrapped) {
                        throw wrapped.getTargetException();
                    }
                });
    }

    private void guard(ChannelPipeline pipeline) {
        pipeline.addBefore(
                pipeline.context(MqttDecoder.class).name(), Doorkeeper.class.getName(), new Doorkeeper(patience));
        pipeline.replace(MqttDecoder.class, null, new MqttDecoder(maximumPacket));
    }

    @Override
    public List<MQTTInterceptor> filterInterceptors(List<BaseInterceptor> interceptors) {
        return real.filterInterceptors(interceptors);
    }

    @Override
    public String[] getProtocols() {
        return real.getProtocols();
    }

    @Override
    public String getModuleName() {
        return real.getModuleName();
    }

    @Override
    public void loadProtocolServices(ActiveMQServer server, List<ActiveMQComponent> services) {
        real.loadProtocolServices(server, services);
    }

    @Override
    public void updateProtocolServices(ActiveMQServer server, List<ActiveMQComponent> services) throws Exception {
        real.updateProtocolServices(server, services);
    }
}

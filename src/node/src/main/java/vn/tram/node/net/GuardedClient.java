package vn.tram.node.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** Paho's client for one connection, over a {@link GuardedModule}, with an end that always comes. */
final class GuardedClient extends MqttAsyncClient {
    /** How long the farewell may take; nothing answers it, so it always takes this long. */
    private static final long FAREWELL_MILLIS = 200;

    private static final Duration START = Duration.ofSeconds(1);

    private final List<GuardedModule> guarded = new ArrayList<>();

    GuardedClient(String broker, String clientId) throws MqttException {
        super(broker, clientId, new MemoryPersistence());
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options) throws MqttException {
        var modules = super.createNetworkModules(address, options);
        for (int i = 0; i < modules.length; i++) {
            var guard = new GuardedModule(modules[i]);
            modules[i] = guard;
            synchronized (guarded) {
                guarded.add(guard);
            }
        }
        return modules;
    }

    /** Says farewell where that is possible and frees sockets and threads. Blocks for about a second at most. */
    void end() throws MqttException {
        List<GuardedModule> modules;
        synchronized (guarded) {
            modules = List.copyOf(guarded);
        }
        modules.forEach(module -> module.awaitStarted(START));
        if (isConnected()) {
            disconnectForcibly(0, FAREWELL_MILLIS, MqttReturnCode.RETURN_CODE_SUCCESS, new MqttProperties());
        } else {
            disconnectForcibly(0, 1, false);
        }
        close(true);
    }
}

package vn.tram.system.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.LinkContractTest;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.TcpProxy;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.system.process.Mosquitto;

/** The line's contract, by Paho against a broker that is not ours and dies by kill -9. */
@Timeout(120)
class MosquittoLinkSystemTest extends LinkContractTest {
    @TempDir
    @Nullable
    Path folder;

    private final Map<String, TcpProxy> proxies = new ConcurrentHashMap<>();
    private final List<SystemPlatform> platforms = new ArrayList<>();
    private @Nullable Mosquitto broker;

    private Mosquitto broker() {
        if (broker == null) {
            throw new AssertionFailedError("the broker was not started");
        }
        return broker;
    }

    @BeforeEach
    void start() throws IOException {
        Needed.mosquitto();
        if (folder != null) {
            broker = Mosquitto.in(folder);
            broker.start();
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (var proxy : proxies.values()) {
            proxy.close();
        }
        platforms.forEach(SystemPlatform::close);
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    protected Link link(String clientId) {
        var platform = new SystemPlatform("line-" + clientId, bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        platforms.add(platform);
        boolean centre = clientId.equals(Topics.CENTRE);
        return new PahoLink(
                proxies.computeIfAbsent(clientId, id -> proxy()).uri(),
                centre ? new Credentials.Password(Topics.CENTRE, Secret.of("not asked here")) : new Credentials.None(),
                centre ? PahoLink.Window.CENTRE : PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private TcpProxy proxy() {
        try {
            return new TcpProxy(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), broker().port()));
        } catch (IOException failure) {
            throw new AssertionFailedError("no proxy", failure);
        }
    }

    @Override
    protected void breakConnection(String clientId) {
        var proxy = proxies.get(clientId);
        if (proxy != null) {
            proxy.breakConnections();
        }
    }

    @Override
    protected void killBroker() {
        broker().kill();
    }

    @Override
    protected void startBroker() {
        try {
            broker().start();
        } catch (IOException failure) {
            throw new AssertionFailedError("mosquitto did not start again", failure);
        }
    }

    @Override
    protected boolean tellsNobody() {
        return true;
    }

    /** Mosquitto's access file filters what is delivered, not what is asked for. */
    @Override
    protected boolean refusesSubscriptions() {
        return false;
    }

    @Override
    protected Recorder.Patience patience() {
        return () -> Duration.ofSeconds(20);
    }
}

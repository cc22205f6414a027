package vn.tram.system.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
            broker = mosquitto(folder);
            broker.start();
        }
    }

    /** Not started. */
    protected Mosquitto mosquitto(Path folder) throws IOException {
        return Mosquitto.in(folder);
    }

    /** What a client shows. */
    protected Credentials credentials(String clientId) {
        return clientId.equals(Topics.CENTRE)
                ? new Credentials.Password(Topics.CENTRE, Secret.of("not asked here"))
                : new Credentials.None();
    }

    /** Where a client comes in. */
    protected int port(String clientId) {
        assert !clientId.isEmpty();
        return broker().port();
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
        var credentials = credentials(clientId);
        var scheme = credentials instanceof Credentials.Certificate ? "ssl" : "tcp";
        var proxy = proxies.computeIfAbsent(clientId, this::proxy);
        return new PahoLink(
                URI.create(scheme + "://127.0.0.1:" + proxy.uri().getPort()),
                credentials,
                centre ? PahoLink.Window.CENTRE : PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private TcpProxy proxy(String clientId) {
        try {
            return new TcpProxy(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port(clientId)));
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

package vn.tram.centre.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.LinkContractTest;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.TcpProxy;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;

/** The line's contract, by Paho against the broker that the centre runs. */
@Timeout(120)
class EmbeddedBrokerLinkTest extends LinkContractTest {
    private final Map<String, TcpProxy> proxies = new ConcurrentHashMap<>();
    private final List<SystemPlatform> platforms = new ArrayList<>();
    private EmbeddedBroker broker = at(0);

    private EmbeddedBroker at(int port) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    protected EmbeddedBroker at(InetSocketAddress address) {
        return new EmbeddedBroker(address);
    }

    /** What a box shows. */
    protected Credentials credentials(String box) {
        assert !box.equals(Topics.CENTRE);
        return new Credentials.None();
    }

    @BeforeEach
    void start() throws BrokerFailure {
        broker.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (var proxy : proxies.values()) {
            proxy.close();
        }
        platforms.forEach(SystemPlatform::close);
        broker.close();
    }

    @Override
    protected Link link(String clientId) {
        var platform = new SystemPlatform("line-" + clientId, bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        platforms.add(platform);
        boolean centre = clientId.equals(Topics.CENTRE);
        var credentials = centre ? broker.centre() : credentials(clientId);
        var scheme = credentials instanceof Credentials.Certificate ? "ssl" : "tcp";
        var proxy = proxies.computeIfAbsent(
                clientId, id -> proxy(centre ? () -> broker.uri().getPort() : () -> broker.port()));
        return new PahoLink(
                URI.create(scheme + "://127.0.0.1:" + proxy.uri().getPort()),
                credentials,
                centre ? PahoLink.Window.CENTRE : PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private static TcpProxy proxy(IntSupplier port) {
        try {
            return new TcpProxy(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()));
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
        broker.close();
    }

    @Override
    protected void startBroker() {
        broker = at(broker.port());
        try {
            broker.start();
        } catch (BrokerFailure failure) {
            throw new AssertionFailedError("the broker did not start again", failure);
        }
    }

    @Override
    protected boolean tellsNobody() {
        return false;
    }

    @Override
    protected Recorder.Patience patience() {
        return () -> Duration.ofSeconds(20);
    }
}

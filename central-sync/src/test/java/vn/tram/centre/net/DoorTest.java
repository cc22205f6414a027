package vn.tram.centre.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;
import vn.tram.centre.net.tls.Door;
import vn.tram.centre.net.tls.TestCity;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Link.Sent;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.node.net.tls.Dates;
import vn.tram.node.net.tls.NodeIdentity;
import vn.tram.node.net.tls.PeerTrust;
import vn.tram.node.net.tls.TlsContexts;

/** Who is let in by certificate, and what each side is told when it is not: the box's own link at the real broker. */
@Timeout(120)
final class DoorTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private final Instant now = Instant.now();
    private final TestCity city = new TestCity(now.minus(Duration.ofDays(30)));
    private static final String REFUSED = "refuses this node's certificate";

    private final Set<X509Certificate> revoked = ConcurrentHashMap.newKeySet();
    private final List<SystemPlatform> platforms = new ArrayList<>();
    private final List<EmbeddedBroker> brokers = new ArrayList<>();

    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.artemis")).setLevel(Level.OFF);
    }

    @AfterAll
    static void unhush() {
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.artemis")).setLevel(null);
    }

    @AfterEach
    void stop() {
        platforms.forEach(SystemPlatform::close);
        brokers.forEach(EmbeddedBroker::close);
    }

    /** The root is named beside the issuing authority, as a person may do: boxes of its other authorities stay out. */
    private Door door(NodeIdentity broker, Set<X509Certificate> revoked) {
        var issuers = List.of(city.issuing().certificate(), city.root().certificate());
        return new Door(broker, issuers, revoked::contains, now::toEpochMilli);
    }

    private EmbeddedBroker started(NodeIdentity shown) throws BrokerFailure {
        return started(shown, Duration.ofSeconds(10));
    }

    private EmbeddedBroker started(NodeIdentity shown, Duration patience) throws BrokerFailure {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var broker = new EmbeddedBroker(here, EmbeddedBroker.Memory.USUAL, door(shown, revoked), patience);
        brokers.add(broker);
        broker.start();
        return broker;
    }

    private EmbeddedBroker started() throws BrokerFailure {
        return started(city.broker(now.minus(Duration.ofDays(1))));
    }

    private Link link(URI broker, Credentials credentials) {
        var platform = new SystemPlatform("line-test", bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        platforms.add(platform);
        return new PahoLink(
                broker,
                credentials,
                PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private static Recorder recorder() {
        return new Recorder(() -> Duration.ofSeconds(20));
    }

    private static Link.Session session(String clientId) {
        return new Link.Session(clientId, List.of(Topics.down(BOX)), null);
    }

    private String words(URI broker, Credentials credentials) {
        var heard = recorder();
        link(broker, credentials).open(session(BOX.value()), heard);
        return heard.expectDown();
    }

    private Credentials credentials(NodeIdentity identity) {
        return city.credentials(identity, new Dates(now::toEpochMilli, 0));
    }

    @Test
    void boxOfTheCityComesInOnAnyAddress() throws BrokerFailure {
        var here = new InetSocketAddress("0.0.0.0", 0);
        var broker = new EmbeddedBroker(here, door(city.broker(now.minus(Duration.ofDays(1))), revoked));
        brokers.add(broker);
        broker.start();
        var heard = recorder();
        link(URI.create("ssl://localhost:" + broker.port()), credentials(city.box(BOX)))
                .open(session(BOX.value()), heard);
        heard.expectUp();
        assertThat(broker.boxes()).isEqualTo(URI.create("ssl://0.0.0.0:" + broker.port()));
    }

    @Test
    void boxKnowsTheBrokerOfAnotherAuthority() throws BrokerFailure {
        var stranger = new TestCity(now.minus(Duration.ofDays(30))).broker(now.minus(Duration.ofDays(1)));
        assertThat(words(started(stranger).boxes(), credentials(city.box(BOX))))
                .contains("is not vouched for by an authority that is trusted here");
    }

    @Test
    void boxKnowsTheBrokerOfAnotherName() throws BrokerFailure {
        var other = city.server(List.of("elsewhere.tram.hanoi.gov.vn"), List.of(), now.minus(Duration.ofDays(1)));
        var broker = started(other);
        for (var host : List.of("127.0.0.1", "localhost")) {
            assertThat(words(URI.create("ssl://" + host + ":" + broker.port()), credentials(city.box(BOX))))
                    .contains("is not for that name");
        }
    }

    @Test
    void boxKnowsTheBrokerWhoseCertificateIsOver() throws BrokerFailure {
        var old = started(city.broker(now.minus(Duration.ofDays(370))));
        assertThat(words(old.boxes(), credentials(city.box(BOX)))).contains("has expired, by this machine's clock");
        var early = started(city.broker(now.plus(Duration.ofDays(3))));
        assertThat(words(early.boxes(), credentials(city.box(BOX)))).contains("is not valid yet");
    }

    /** A certificate for clients may not serve: the key of a stolen box makes no broker. */
    @Test
    void boxKnowsTheBrokerThatIsABox() throws BrokerFailure {
        assertThat(words(started(city.box(BOX)).boxes(), credentials(city.box(BOX))))
                .contains("the certificate of");
    }

    @Test
    void boxWithADeadBatteryConnects() throws BrokerFailure {
        var renewedSince = started(city.broker(now.minus(Duration.ofDays(1))));
        var heard = recorder();
        link(renewedSince.boxes(), city.credentials(city.box(BOX), new Dates(() -> 0, 0)))
                .open(session(BOX.value()), heard);
        heard.expectUp();
    }

    @Test
    void boxWithADeadBatteryStillKnowsWhatHadEndedBeforeItsSoftwareWasMade() throws BrokerFailure {
        var old = started(city.broker(now.minus(Duration.ofDays(370))));
        var dates = new Dates(() -> 0, now.minus(Duration.ofDays(2)).toEpochMilli());
        assertThat(words(old.boxes(), city.credentials(city.box(BOX), dates))).contains("has expired");
    }

    @Test
    void strangersAreRefusedInTheHandshake() throws BrokerFailure {
        var broker = started();
        var other = new TestCity(now.minus(Duration.ofDays(30)));
        var sibling = city.root().issuing(now.minus(Duration.ofDays(30)));
        for (var stranger : List.of(
                other.box(BOX),
                city.box(BOX, now.minus(Duration.ofDays(370))),
                city.broker(now.minus(Duration.ofDays(1))),
                TestCity.boxOf(sibling, BOX, now.minus(Duration.ofDays(1))))) {
            assertThat(words(broker.boxes(), credentials(stranger))).contains(REFUSED);
        }
    }

    @Test
    void revokedBoxIsRefusedAndAConnectedOneIsCut() throws BrokerFailure {
        var broker = started();
        var lost = city.box(BOX);
        var sound = city.box(new BoxId("w00004-1"));
        var heard = recorder();
        link(broker.boxes(), credentials(lost)).open(session(BOX.value()), heard);
        heard.expectUp();
        var other = recorder();
        var otherLink = link(broker.boxes(), credentials(sound));
        otherLink.open(new Link.Session("w00004-1", List.of(), null), other);
        other.expectUp();

        broker.cutRevoked();
        revoked.add(lost.leaf());
        broker.cutRevoked();

        assertThat(heard.expectDown()).contains("not authorised");
        assertThat(words(broker.boxes(), credentials(lost))).contains(REFUSED);
        otherLink.send(Topics.up(new BoxId("w00004-1"), Lane.URGENT), new byte[1], other.settled());
        other.expectSettled(Sent.TAKEN);
    }

    @Test
    void certificateOfOneBoxDoesNotMakeAnother() throws BrokerFailure {
        var broker = started();
        for (var name : List.of("w00004-1", Topics.CENTRE, "w00070-11")) {
            var heard = recorder();
            link(broker.boxes(), credentials(city.box(BOX))).open(new Link.Session(name, List.of(), null), heard);
            assertThat(heard.expectDown()).contains("the broker refused");
        }
    }

    @Test
    void withoutTlsNobodyComesInButTheCentre() throws BrokerFailure {
        var broker = started();
        assertThat(words(broker.uri(), new Credentials.None())).contains("the broker refused");
        assertThat(words(URI.create("tcp://127.0.0.1:" + broker.port()), new Credentials.None()))
                .isNotEmpty();
        var heard = recorder();
        link(broker.uri(), broker.centre()).open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), heard);
        heard.expectUp();
    }

    @Test
    void boxAtAPlainBrokerSaysThatItDoesNotSpeakTls() throws BrokerFailure {
        var broker = started();
        assertThat(words(URI.create("ssl://127.0.0.1:" + broker.uri().getPort()), credentials(city.box(BOX))))
                .isNotEmpty();
    }

    private SSLContext context() {
        return TlsContexts.of(
                city.box(BOX),
                PeerTrust.inServers(List.of(city.root().certificate()), new Dates(now::toEpochMilli, 0)));
    }

    @Test
    void whoIsSlowOrSilentIsPutOut() throws Exception {
        var broker = started(city.broker(now.minus(Duration.ofDays(1))), Duration.ofSeconds(1));
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), broker.port());
                var half = new Socket(InetAddress.getLoopbackAddress(), broker.port());
                var mute = context().getSocketFactory().createSocket("localhost", broker.port());
                var slow = context().getSocketFactory().createSocket("localhost", broker.port())) {
            half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            mute.getOutputStream().write(0x10);
            slow.getOutputStream().write(new byte[] {0x10, 0x70, 0, 4, 'M', 'Q', 'T', 'T', 5, 2});
            for (var socket : List.of(silent, half, mute, slow)) {
                socket.setSoTimeout(20_000);
                assertEnds(socket);
            }
        }
    }

    @Test
    void strangerMaySayLittleBeforeItIsKnown() throws Exception {
        var broker = started(city.broker(now.minus(Duration.ofDays(1))), Duration.ofSeconds(60));
        try (var socket = context().getSocketFactory().createSocket("localhost", broker.port())) {
            socket.setSoTimeout(20_000);
            // A CONNECT of 200,000 bytes that will tell a client id of 65,535, which the decoder would wait for.
            var head = HexFormat.of().parseHex("10c09a0c00044d51545405020000" + "00" + "ffff");
            var begin = Arrays.copyOf(head, 20 * 1024);
            socket.getOutputStream().write(begin);
            assertEnds(socket);
        }
    }

    private static void assertEnds(Socket socket) {
        try {
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(100);
        } catch (java.net.SocketTimeoutException stays) {
            throw new AssertionFailedError("it is not put out", stays);
        } catch (IOException reset) {
            assertThat(reset).isNotNull(); // put out without a word
        }
    }
}

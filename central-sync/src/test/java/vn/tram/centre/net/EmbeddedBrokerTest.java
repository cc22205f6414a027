package vn.tram.centre.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.trust.Secret;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Link.Sent;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;

@Timeout(120)
class EmbeddedBrokerTest {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final String BROKER_LOG = "org.apache.activemq.artemis";

    private final List<SystemPlatform> platforms = new ArrayList<>();
    private final EmbeddedBroker broker = new EmbeddedBroker(loopback(0));

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** These tests provoke the broker's warnings; on the console a warning means that something went wrong. */
    @BeforeAll
    static void hush() {
        ((Logger) LoggerFactory.getLogger(BROKER_LOG)).setLevel(Level.OFF);
    }

    @AfterAll
    static void unhush() {
        ((Logger) LoggerFactory.getLogger(BROKER_LOG)).setLevel(null);
    }

    @BeforeEach
    void start() throws BrokerFailure {
        broker.start();
    }

    @AfterEach
    void stop() {
        platforms.forEach(SystemPlatform::close);
        broker.close();
    }

    private Link link(Credentials credentials) {
        return link(broker, credentials);
    }

    private Link link(EmbeddedBroker of, Credentials credentials) {
        var platform = new SystemPlatform("line-test", bug -> {
            throw new AssertionFailedError("a bug on the line thread", bug);
        });
        platforms.add(platform);
        return new PahoLink(
                of.uri(),
                credentials,
                PahoLink.Window.BOX,
                Duration.ofSeconds(10),
                platform.platform().timers());
    }

    private static Recorder recorder() {
        return new Recorder(() -> Duration.ofSeconds(20));
    }

    private static void expectRefused(Link link, String clientId) {
        var heard = recorder();
        link.open(new Link.Session(clientId, List.of(), null), heard);
        assertThat(heard.expectDown()).contains("the broker refused: bad user name or password");
        heard.expectNothingMore();
    }

    private Recorder centreUp(Link link) {
        var heard = recorder();
        link.open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), heard);
        heard.expectUp();
        return heard;
    }

    @Test
    void refusesToListenBeyondThisMachine() {
        for (var host : List.of("0.0.0.0", "192.0.2.7", "::", "no-such-host.invalid")) {
            assertThatThrownBy(() -> new EmbeddedBroker(InetSocketAddress.createUnresolved(host, 1883)))
                    .hasMessageContaining("without certificates")
                    .hasMessageContaining(host);
        }
        assertThatThrownBy(() -> new EmbeddedBroker(new InetSocketAddress("0.0.0.0", 1883)))
                .hasMessageContaining("loopback");
    }

    @Test
    void portThatIsTakenIsToldInClearWords() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var second = new EmbeddedBroker(loopback(taken.getLocalPort()));
            assertThatThrownBy(second::start)
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining("in use")
                    .hasMessageContaining(":" + taken.getLocalPort());
            second.close();
        }
    }

    @Test
    void centreIsKnownByItsSecretAlone() {
        expectRefused(link(new Credentials.None()), Topics.CENTRE);
        expectRefused(link(new Credentials.Password(Topics.CENTRE, Secret.of("guess"))), Topics.CENTRE);
        expectRefused(link(new Credentials.Password("admin", Secret.of("admin"))), Topics.CENTRE);
        expectRefused(link(broker.centre()), BOX.value());
        centreUp(link(broker.centre()));
    }

    @Test
    void nameThatIsNoBoxIsRefused() {
        for (var name : List.of("W00070", "w00070.1", "w00070-1/+", "#", "")) {
            expectRefused(link(new Credentials.None()), name);
        }
    }

    @Test
    void intruderDoesNotDisplaceTheCentre() {
        var link = link(broker.centre());
        var centre = centreUp(link);

        expectRefused(link(new Credentials.None()), Topics.CENTRE);

        link.send(Topics.down(BOX), new byte[1], centre.settled());
        centre.expectSettled(Sent.TAKEN);
        centre.expectNothingMore();
    }

    @Test
    void boxCannotHearOtherBoxesByAnyFilter() {
        for (var filter : List.of("#", "tram/#", "tram/1/down/+", "tram/1/down/w00007-1", Topics.ALL_UP, "$SYS/#")) {
            var heard = recorder();
            link(new Credentials.None()).open(new Link.Session(BOX.value(), List.of(filter), null), heard);
            assertThat(heard.expectDown()).contains("refused the subscription to " + filter);
        }
    }

    @Test
    void boxCannotSpeakElsewhereByAnySpelling() {
        var centre = centreUp(link(broker.centre()));
        var link = link(new Credentials.None());
        var heard = recorder();
        link.open(new Link.Session(BOX.value(), List.of(Topics.down(BOX)), null), heard);
        heard.expectUp();

        for (var topic : List.of(
                "tram/1/up/w00007-1/1",
                "tram/1/down/w00070-1",
                "tram/1/up/w00070-1",
                "tram/1/up/w00070-1/1/1",
                "tram/1/up/w00070-1/7",
                "tram/1/up/*/1",
                "activemq.management",
                "activemq/management",
                "$SYS/broker",
                "nowhere")) {
            link.send(topic, new byte[1], heard.settled());
            heard.expectSettled(Sent.REFUSED);
        }

        link.send(Topics.up(BOX, Lane.URGENT), new byte[1], heard.settled());
        assertThat(centre.expectMessage().topic()).isEqualTo(Topics.up(BOX, Lane.URGENT));
        heard.expectSettled(Sent.TAKEN);
        centre.expectNothingMore();
    }

    @Test
    void keepsNothingForABoxThatIsAway() {
        var centreLink = link(broker.centre());
        var centre = centreUp(centreLink);
        var session = new Link.Session(BOX.value(), List.of(Topics.down(BOX)), null);
        var link = link(new Credentials.None());
        var first = recorder();
        link.open(session, first);
        first.expectUp();
        link.close();

        var sync = recorder();
        var other = link(new Credentials.None());
        other.open(new Link.Session("w00007-1", List.of(), null), sync);
        sync.expectUp();
        centreLink.send(Topics.down(BOX), new byte[1], centre.settled());
        centre.expectSettled(Sent.TAKEN);
        var second = recorder();
        link.open(session, second);
        second.expectUp();
        centreLink.send(Topics.down(BOX), new byte[2], centre.settled());

        var last = second.expectMessage();
        assertThat(last.payload().size() == 1 ? second.expectMessage() : last)
                .extracting(message -> message.payload().size())
                .isEqualTo(2);
        second.expectNothingMore();
    }

    /** Takes nothing until told, then counts; a message of one byte ends the count. */
    private static final class SlowTaker implements Link.Listener {
        final CountDownLatch ready = new CountDownLatch(1);
        final CountDownLatch free = new CountDownLatch(1);
        final CountDownLatch last = new CountDownLatch(1);
        final AtomicInteger taken = new AtomicInteger();

        @Override
        public void up() {
            ready.countDown();
        }

        @Override
        public void down(String why) {}

        @Override
        public void received(String topic, byte[] payload) {
            try {
                free.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            if (payload.length == 1) {
                last.countDown();
            } else {
                taken.incrementAndGet();
            }
        }
    }

    /** Sends more than there is memory for to somebody slow: nothing blocks, nobody is thrown out, the rest is gone. */
    private static void expectDropped(Link from, Recorder heard, String topic, SlowTaker to) {
        int sent = 150;
        for (int i = 0; i < sent; i++) {
            from.send(topic, new byte[100_000], heard.settled());
            heard.expectSettled(Sent.TAKEN);
        }
        to.free.countDown();
        while (to.last.getCount() > 0) {
            from.send(topic, new byte[1], heard.settled());
            heard.expectSettled(Sent.TAKEN);
        }
        assertThat(to.taken.get()).isBetween(1, sent - 1);
        heard.expectNothingMore();
    }

    @Test
    void dropsWhatASlowCentreOrBoxHasNotTakenAndGoesOn() throws Exception {
        broker.close();
        try (var small = new EmbeddedBroker(loopback(0), new EmbeddedBroker.Memory(1_000_000, 3_000_000))) {
            small.start();
            var slowCentre = new SlowTaker();
            var centre = link(small, small.centre());
            centre.open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), slowCentre);
            slowCentre.ready.await();
            var box = link(small, new Credentials.None());
            var boxHeard = recorder();
            box.open(new Link.Session(BOX.value(), List.of(), null), boxHeard);
            boxHeard.expectUp();
            expectDropped(box, boxHeard, Topics.up(BOX, Lane.BLOBS), slowCentre);

            var slowBox = new SlowTaker();
            box.open(new Link.Session(BOX.value(), List.of(Topics.down(BOX)), null), slowBox);
            slowBox.ready.await();
            var centreHeard = recorder();
            centre.open(new Link.Session(Topics.CENTRE, List.of(), null), centreHeard);
            centreHeard.expectUp();
            expectDropped(centre, centreHeard, Topics.down(BOX), slowBox);
        }
    }

    @Test
    void packetOverTheLimitEndsTheConnectionAtItsFirstBytes() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(loopback(broker.port()));
            socket.setSoTimeout(20_000);
            var name = HexFormat.of().formatHex(BOX.value().getBytes(StandardCharsets.US_ASCII));
            write(socket, "10 15 00 04 4d 51 54 54 05 02 00 1e 00 00 08" + name);
            assertThat(socket.getInputStream().readNBytes(2)[0]).isEqualTo((byte) 0x20);

            // A publish that says it will have 200 MiB, and then says no more.
            write(socket, "32 80 80 80 64 00 01");

            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
    }

    private static void write(Socket socket, String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
        socket.getOutputStream().flush();
    }

    @Test
    void writesNothingToDisk() throws IOException {
        var here = Path.of("").toAbsolutePath();
        var before = names(here);
        var link = link(broker.centre());
        var centre = centreUp(link);
        link.send(Topics.down(BOX), new byte[Link.MAX_PAYLOAD], centre.settled());
        centre.expectSettled(Sent.TAKEN);

        assertThat(names(here)).isEqualTo(before).doesNotContain("data");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void secretIsNewEachTimeAndDoesNotShowItself() {
        var password = (Credentials.Password) broker.centre();
        assertThat(password.toString()).doesNotContain(password.secret().reveal());
        assertThat(password.secret().reveal()).hasSize(64);
        var other = (Credentials.Password) new EmbeddedBroker(loopback(0)).centre();
        assertThat(password.secret().is(other.secret().reveal())).isFalse();
    }

    @Test
    void closesTwiceAndUnstartedAndListensNoMore() throws IOException {
        broker.close();
        broker.close();
        new EmbeddedBroker(loopback(0)).close();

        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(loopback(broker.port()))).isInstanceOf(ConnectException.class);
        }
    }
}

package vn.tram.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Link.Sent;
import vn.tram.kernel.wire.Recorder;
import vn.tram.node.net.RudeBroker.Manners;
import vn.tram.node.net.RudeBroker.Packet;
import vn.tram.node.net.RudeBroker.Wire;

@Timeout(60)
class PahoLinkTest {
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;

    private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    private final SystemPlatform platform = new SystemPlatform("line-test", bugs::add);

    @AfterEach
    void stop() {
        platform.close();
    }

    private PahoLink link(URI broker, Duration patience) {
        return new PahoLink(
                broker,
                new Credentials.None(),
                PahoLink.Window.BOX,
                patience,
                platform.platform().timers());
    }

    private PahoLink link(RudeBroker broker) {
        return link(broker.uri(), Duration.ofSeconds(10));
    }

    private static Recorder recorder() {
        return new Recorder(() -> Duration.ofSeconds(20));
    }

    private static Link.Session session(String clientId) {
        return new Link.Session(clientId, List.of(), null);
    }

    /** Serves a connection: the given bytes for CONNECT, then whatever the manners are. */
    private static Manners after(String connack, Manners then) {
        return wire -> {
            wire.read();
            wire.write(connack);
            then.serve(wire);
        };
    }

    private static void untilItEnds(Wire wire) throws IOException {
        var packet = wire.read();
        while (packet != null) {
            packet = wire.read();
        }
    }

    private static void expectNoThreadOf(String clientId) throws InterruptedException {
        var all = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getName().startsWith("MQTT") && all[i].getName().endsWith(clientId)) {
                all[i].join(20_000);
                assertThat(all[i].isAlive()).as(all[i].getName()).isFalse();
            }
        }
    }

    @Test
    void peerThatHangsUpAtOnceLeavesNoThreadBehind() throws Exception {
        try (var broker = new RudeBroker(Wire::hangUp)) {
            var link = link(broker);
            for (int i = 0; i < 5; i++) {
                var heard = recorder();
                link.open(session("hang-up"), heard);
                assertThat(heard.expectDown()).doesNotContain("Exception");
                heard.expectNothingMore();
            }
            expectNoThreadOf("hang-up");
        }
    }

    @Test
    void peerThatSaysNothingIsGivenUpAfterThePatience() throws Exception {
        try (var broker = new RudeBroker(PahoLinkTest::untilItEnds)) {
            var link = link(broker.uri(), Duration.ofSeconds(1));
            var heard = recorder();

            link.open(session("silent"), heard);

            assertThat(heard.expectDown()).contains("did not answer within 1 s");
            expectNoThreadOf("silent");
            heard.expectNothingMore();
        }
    }

    @Test
    void closeWhileConnectingIsQuietAndLeavesNoThreadBehind() throws Exception {
        try (var broker = new RudeBroker(PahoLinkTest::untilItEnds)) {
            var link = link(broker);
            var heard = recorder();
            for (int i = 0; i < 5; i++) {
                link.open(session("impatient"), heard);
                link.close();
            }
            link.open(session("impatient"), heard);
            assertThat(broker.next().type()).isEqualTo(1);
            link.close();

            link.send("tram/1/up/impatient/1", new byte[1], heard.settled());
            heard.expectSettled(Sent.LOST);
            expectNoThreadOf("impatient");
            heard.expectNothingMore();
        }
    }

    @Test
    void brokerOfMqtt3IsToldInClearWords() throws Exception {
        try (var broker = new RudeBroker(after("20 02 00 01", PahoLinkTest::untilItEnds))) {
            var heard = recorder();

            link(broker).open(session("old"), heard);

            assertThat(heard.expectDown()).contains("does not speak MQTT 5");
        }
    }

    @Test
    void nonsenseInsteadOfAnAnswerBringsTheLinkDown() throws Exception {
        try (var broker = new RudeBroker(after("48 54 54 50 2f 31 2e 31 20 34 30 30", Wire::hangUp))) {
            var heard = recorder();

            link(broker).open(session("nonsense"), heard);

            heard.expectDown();
            expectNoThreadOf("nonsense");
            heard.expectNothingMore();
        }
    }

    @Test
    void receiveMaximumThatPahoCannotReadIsToldInClearWords() throws Exception {
        try (var broker = new RudeBroker(after("20 06 00 00 03 21 9c 40", PahoLinkTest::untilItEnds))) {
            var heard = recorder();

            link(broker).open(session("wide"), heard);

            assertThat(heard.expectDown()).contains("Receive Maximum");
        }
    }

    @Test
    void receiveMaximumOfTheBrokerIsKept() throws Exception {
        var atOnce = new AtomicInteger();
        // Two at once; each PUBACK is given only when the next packet has come, so that a third would be seen.
        Manners twoAtOnce = wire -> {
            int waiting = 0;
            var packet = wire.read();
            while (packet != null) {
                if (packet.type() == PUBLISH) {
                    waiting++;
                    atOnce.accumulateAndGet(waiting, Math::max);
                    if (waiting == 2) {
                        wire.write("40 02 00 " + lowId(packet, -1));
                        wire.write("40 02 00 " + lowId(packet, 0));
                        waiting = 0;
                    }
                }
                packet = wire.read();
            }
        };
        try (var broker = new RudeBroker(after("20 06 00 00 03 21 00 02", twoAtOnce))) {
            var link = link(broker);
            var heard = recorder();
            link.open(session("narrow"), heard);
            heard.expectUp();
            for (int i = 0; i < 20; i++) {
                link.send("tram/1/up/narrow/1", new byte[1], heard.settled());
            }

            assertThat(heard.expectSettled(20)).containsOnly(Sent.TAKEN);
            assertThat(atOnce.get()).isEqualTo(2);
        }
    }

    /** Packet ids are given in order, so that of the packet before is one less. */
    private static String lowId(Packet publish, int step) {
        int topic = publish.body().get(1);
        return String.format("%02x", publish.body().get(2 + topic + 1) + step);
    }

    @Test
    void maximumPacketSizeOfTheBrokerIsKept() throws Exception {
        try (var broker = new RudeBroker(after("20 08 00 00 05 27 00 00 04 00", wire -> {
            var packet = wire.read();
            while (packet != null) {
                wire.write("40 02 00 " + lowId(packet, 0));
                packet = wire.read();
            }
        }))) {
            var link = link(broker);
            var heard = recorder();
            link.open(session("small"), heard);
            heard.expectUp();

            link.send("tram/1/up/small/1", new byte[1024], heard.settled());
            heard.expectSettled(Sent.REFUSED);
            link.send("tram/1/up/small/1", new byte[100], heard.settled());
            heard.expectSettled(Sent.TAKEN);
        }
    }

    @Test
    void reasonCodesAreReadThoughPahoCallsThemSuccess() throws Exception {
        try (var broker = new RudeBroker(after(RudeBroker.CONNACK, wire -> {
            wire.write("40 04 00 " + lowId(Publish.in(wire), 0) + " 97 00");
            wire.write("40 03 00 " + lowId(Publish.in(wire), 0) + " 10");
            wire.write("40 02 00 " + lowId(Publish.in(wire), 0));
            untilItEnds(wire);
        }))) {
            var link = link(broker);
            var heard = recorder();
            link.open(session("codes"), heard);
            heard.expectUp();

            for (var expected : List.of(Sent.REFUSED, Sent.NOBODY_LISTENS, Sent.TAKEN)) {
                link.send("tram/1/up/codes/1", new byte[1], heard.settled());
                heard.expectSettled(expected);
            }
        }
    }

    /** Waits for the next PUBLISH of a connection. */
    private static final class Publish {
        static Packet in(Wire wire) throws IOException {
            for (var packet = wire.read(); packet != null; packet = wire.read()) {
                if (packet.type() == PUBLISH) {
                    return packet;
                }
            }
            throw new IOException("no publish came");
        }
    }

    @Test
    void acknowledgesOnlyWhatTheListenerTook() throws Exception {
        var first = "32 08 00 01 74 00 01 00 68 69";
        var second = "32 08 00 01 74 00 02 00 68 6f";
        try (var broker = new RudeBroker(after(RudeBroker.CONNACK, wire -> {
            wire.write(first);
            wire.write(second);
            untilItEnds(wire);
        }))) {
            var taken = new LinkedBlockingQueue<Integer>();
            var link = link(broker);
            link.open(session("taker"), new Link.Listener() {
                @Override
                public void up() {}

                @Override
                public void down(String why) {}

                @Override
                public void received(String topic, byte[] payload) {
                    if (payload[1] == 'i') {
                        throw new IllegalStateException("a bug of the listener");
                    }
                    taken.add((int) payload[1]);
                }
            });

            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo('o');
            assertThat(bugs.poll(20, TimeUnit.SECONDS)).hasMessage("a bug of the listener");
            assertThat(broker.next().type()).isEqualTo(1);
            var ack = broker.next();
            assertThat(ack.type()).isEqualTo(PUBACK);
            assertThat(ack.body()).startsWith(0, 2);
        }
    }

    @Test
    void messageThatOvertakesTheSubscriptionsAnswerIsHeardAfterUp() throws Exception {
        try (var broker = new RudeBroker(after(RudeBroker.CONNACK, wire -> {
            wire.read();
            wire.write("32 08 00 01 74 00 01 00 68 69");
            wire.write("90 04 00 01 00 01");
            untilItEnds(wire);
        }))) {
            var order = new LinkedBlockingQueue<String>();
            link(broker).open(new Link.Session("early", List.of("t"), null), new Link.Listener() {
                @Override
                public void up() {
                    order.add("up");
                }

                @Override
                public void down(String why) {
                    order.add(why);
                }

                @Override
                public void received(String topic, byte[] payload) {
                    order.add(topic);
                }
            });

            assertThat(order.poll(20, TimeUnit.SECONDS)).isEqualTo("up");
            assertThat(order.poll(20, TimeUnit.SECONDS)).isEqualTo("t");
        }
    }

    @Test
    void messagesThatWaitForTheBrokerHoldBoundedMemory() throws Exception {
        try (var broker = new RudeBroker(after(RudeBroker.CONNACK, PahoLinkTest::untilItEnds))) {
            var link = link(broker);
            var heard = recorder();
            link.open(session("full"), heard);
            heard.expectUp();

            for (int i = 0; i < 40; i++) {
                link.send("tram/1/up/full/4", new byte[Link.MAX_PAYLOAD], heard.settled());
            }

            assertThat(heard.expectSettled(25)).containsOnly(Sent.LOST);
            link.close();
            assertThat(heard.expectSettled(15)).containsOnly(Sent.LOST);
            heard.expectNothingMore();
        }
    }

    @Test
    void serversFarewellIsToldInItsWords() throws Exception {
        try (var broker = new RudeBroker(after(RudeBroker.CONNACK, wire -> {
            Publish.in(wire);
            wire.write("e0 02 8b 00");
        }))) {
            var link = link(broker);
            var heard = recorder();
            link.open(session("farewell"), heard);
            heard.expectUp();

            link.send("tram/1/up/farewell/1", new byte[1], heard.settled());

            assertThat(heard.expectDown()).contains("shutting down (0x8b)");
            heard.expectSettled(Sent.LOST);
            expectNoThreadOf("farewell");
            heard.expectNothingMore();
        }
    }
}

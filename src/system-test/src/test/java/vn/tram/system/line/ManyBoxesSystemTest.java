package vn.tram.system.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Link.Sent;
import vn.tram.kernel.wire.Recorder;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.PahoLink;

/** As many boxes as Hanoi has wards, and some, by another maker's client, on the broker in the centre's process. */
@Timeout(180)
class ManyBoxesSystemTest {
    private static final int BOXES = 150;
    private static final int EACH = 3;

    private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();

    private static BoxId box(int number) {
        return new BoxId(String.format(Locale.ROOT, "w%05d-1", number));
    }

    private static <T> List<T> all(List<CompletableFuture<T>> futures) throws Exception {
        CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
        return futures.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void everyBoxSpeaksAndHearsItsOwn() throws Exception {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var platform = new SystemPlatform("line-centre", bugs::add);
        try (var broker = new EmbeddedBroker(here);
                platform) {
            broker.start();
            var centre = new Recorder(() -> Duration.ofSeconds(60));
            var link = new PahoLink(
                    broker.uri(),
                    broker.centre(),
                    PahoLink.Window.CENTRE,
                    Duration.ofSeconds(10),
                    platform.platform().timers());
            link.open(new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), centre);
            centre.expectUp();

            var heard = new LinkedBlockingQueue<String>();
            var boxes = IntStream.range(0, BOXES)
                    .mapToObj(number -> connect(broker.port(), box(number), heard))
                    .toList();
            var clients = all(boxes);
            expectUpward(clients, centre);
            expectDownward(link, centre, heard);

            all(clients.stream()
                    .map(client -> client.disconnect().toCompletableFuture())
                    .toList());
            centre.expectNothingMore();
            assertThat(bugs).isEmpty();
        }
    }

    private static CompletableFuture<Mqtt5AsyncClient> connect(int port, BoxId box, BlockingQueue<String> heard) {
        var client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(box.value())
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, message -> heard.add(box + " " + message.getTopic()));
        return client.connect()
                .thenCompose(connected -> client.subscribeWith()
                        .topicFilter(Topics.down(box))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send())
                .thenApply(subscribed -> client);
    }

    private static void expectUpward(List<Mqtt5AsyncClient> clients, Recorder centre) throws Exception {
        var sends = new ArrayList<CompletableFuture<Boolean>>();
        for (int number = 0; number < BOXES; number++) {
            for (int i = 0; i < EACH; i++) {
                var message = Mqtt5Publish.builder()
                        .topic(Topics.up(box(number), Lane.URGENT))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(new byte[] {(byte) i})
                        .build();
                sends.add(clients.get(number)
                        .publish(message)
                        .thenApply(result -> result.getError().isEmpty()));
            }
        }
        assertThat(all(sends)).containsOnly(true);
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < BOXES * EACH; i++) {
            counts.merge(centre.expectMessage().topic(), 1, Integer::sum);
        }
        assertThat(counts).hasSize(BOXES).containsValue(EACH).doesNotContainValue(EACH - 1);
    }

    private static void expectDownward(Link link, Recorder centre, BlockingQueue<String> heard)
            throws InterruptedException {
        var expected = new ArrayList<String>();
        for (int number = 0; number < BOXES; number++) {
            link.send(Topics.down(box(number)), new byte[1], centre.settled());
            expected.add(box(number) + " " + Topics.down(box(number)));
        }
        assertThat(centre.expectSettled(BOXES)).containsOnly(Sent.TAKEN);
        var got = new ArrayList<String>();
        for (int i = 0; i < BOXES; i++) {
            got.add(heard.poll(60, TimeUnit.SECONDS));
        }
        assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(heard).isEmpty();
    }
}

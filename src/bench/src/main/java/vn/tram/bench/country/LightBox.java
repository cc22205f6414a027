package vn.tram.bench.country;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.concurrent.CompletableFuture;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Topics;

/**
 * A box's end of the line without a box: greets, sends up to eight frames ahead of the centre's watermark, and again
 * from the watermark after five seconds without progress, then after ten and so on up to a minute, as boxes do. The
 * client's threads run it; its methods lock.
 */
final class LightBox {
    private static final int WINDOW = 8;
    private static final long AGAIN_NANOS = 5_000_000_000L;
    private static final long AGAIN_MOST_NANOS = 60_000_000_000L;

    /** Hears when a box has been told that everything is durable. */
    interface Done {
        void done(long nanos);
    }

    private final Backlog backlog;
    private final Done done;
    private final Mqtt5AsyncClient client;
    private boolean welcome;
    private long durable;
    private int next;
    private long movedNanos;
    private long resent;
    private long patienceNanos = AGAIN_NANOS;

    LightBox(Backlog backlog, int brokerPort, Done done) {
        this.backlog = backlog;
        this.done = done;
        this.client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(backlog.box().value())
                .serverHost("127.0.0.1")
                .serverPort(brokerPort)
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, message -> heard(message.getPayloadAsBytes()));
    }

    /** Connects and subscribes; says nothing yet. */
    CompletableFuture<?> connect() {
        return client.connect()
                .thenCompose(connected -> client.subscribeWith()
                        .topicFilter(Topics.down(backlog.box()))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send());
    }

    synchronized void begin() {
        movedNanos = System.nanoTime();
        say(Lane.CONTROL, backlog.hello().toArray());
    }

    private synchronized void heard(byte[] payload) {
        try {
            var message = ControlCodec.decode(payload);
            if (message instanceof Welcome first && !welcome) {
                welcome = true;
                moved(first.marks().getOrDefault(Lane.URGENT, Watermark.NONE).durable());
            } else if (message instanceof Ack ack && ack.lane() == Lane.URGENT && ack.durable() > durable) {
                moved(ack.durable());
            }
        } catch (BadForm damaged) {
            throw new IllegalStateException("the centre speaks in bad form", damaged);
        }
    }

    private void moved(long to) {
        durable = to;
        movedNanos = System.nanoTime();
        patienceNanos = AGAIN_NANOS;
        pump();
        if (durable == backlog.entries()) {
            done.done(movedNanos);
        }
    }

    private void pump() {
        int first = 0;
        while (first < backlog.ends().size() && backlog.ends().get(first) <= durable) {
            first++;
        }
        next = Math.max(next, first);
        while (next < backlog.frames().size() && next < first + WINDOW) {
            say(Lane.URGENT, backlog.frames().get(next++));
        }
    }

    /** Sends again what was not confirmed for too long. Returns how many frames that were. */
    synchronized long again() {
        if (durable < backlog.entries() && System.nanoTime() - movedNanos > patienceNanos) {
            movedNanos = System.nanoTime();
            patienceNanos = Math.min(2 * patienceNanos, AGAIN_MOST_NANOS);
            if (!welcome) {
                say(Lane.CONTROL, backlog.hello().toArray());
                return 0;
            }
            int before = next;
            next = 0;
            pump();
            resent += Math.max(0, Math.min(before, next));
        }
        return resent;
    }

    private void say(Lane lane, byte[] payload) {
        var unused = client.publish(Mqtt5Publish.builder()
                .topic(Topics.up(backlog.box(), lane))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .build());
    }

    void leave() {
        var unused = client.disconnect();
    }
}

package vn.tram.bench.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.tram.centre.net.BrokerFailure;
import vn.tram.centre.net.EmbeddedBroker;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.SystemPlatform;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;
import vn.tram.node.net.Credentials;
import vn.tram.node.net.PahoLink;
import vn.tram.system.process.LineProxy;
import vn.tram.system.process.LineWeather;

/**
 * The usual way: one JSON message an event at QoS 1, by the box's MQTT client, through the same kind of proxy, to the
 * same broker, with a subscriber behind it. Connecting is counted.
 */
final class JsonLine {
    private static final BoxId BOX = new BoxId("w00070-1");
    private static final int AHEAD = 20;
    private static final int LIMIT_SECONDS = 300;

    private final LineWeather weather;

    private final AtomicInteger failures = new AtomicInteger();

    JsonLine(LineWeather weather) {
        this.weather = weather;
    }

    /** Through the broker that the product brings with it. */
    Passed send(List<byte[]> messages) throws InterruptedException, IOException {
        try (var broker = new EmbeddedBroker(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            broker.start();
            return send(messages, broker.port(), broker.centre());
        } catch (BrokerFailure failure) {
            throw new IOException("the broker for the JSON messages", failure);
        }
    }

    /** @param centre credentials of the subscriber at the broker that listens on {@code port} */
    Passed send(List<byte[]> messages, int port, Credentials centre) throws InterruptedException, IOException {
        var system = new SystemPlatform("bench-json", bug -> failures.incrementAndGet());
        var timers = system.platform().timers();
        try (var line = new LineProxy(port, weather)) {
            var received = new CountDownLatch(messages.size());
            var hears = link(port, centre, PahoLink.Window.CENTRE, timers);
            open(hears, new Link.Session(Topics.CENTRE, List.of(Topics.ALL_UP), null), received);
            var before = Passed.at(line);
            var box = link(line.port(), new Credentials.None(), PahoLink.Window.BOX, timers);
            open(box, new Link.Session(BOX.value(), List.of(), null), new CountDownLatch(0));
            publish(box, messages);
            if (!received.await(LIMIT_SECONDS, TimeUnit.SECONDS) || failures.get() > 0) {
                throw new IOException(received.getCount() + " JSON messages did not get through");
            }
            var passed = Passed.at(line).since(before);
            box.close();
            hears.close();
            return passed;
        } finally {
            system.close();
        }
    }

    private static PahoLink link(int port, Credentials credentials, PahoLink.Window window, Timers timers) {
        var address = URI.create("tcp://127.0.0.1:" + port);
        return new PahoLink(address, credentials, window, Duration.ofSeconds(10), timers);
    }

    private void open(Link link, Link.Session session, CountDownLatch received)
            throws InterruptedException, IOException {
        var up = new CountDownLatch(1);
        link.open(session, new Link.Listener() {
            @Override
            public void up() {
                up.countDown();
            }

            @Override
            public void down(String why) {
                failures.incrementAndGet();
            }

            @Override
            public void received(String topic, byte[] payload) {
                received.countDown();
            }
        });
        if (!up.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("no connection to the broker for the JSON messages");
        }
    }

    private void publish(Link box, List<byte[]> messages) throws InterruptedException, IOException {
        var topic = Topics.up(BOX, Lane.URGENT);
        var settled = new CountDownLatch(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            box.send(topic, messages.get(i), sent -> {
                if (sent == Link.Sent.LOST || sent == Link.Sent.REFUSED) {
                    failures.incrementAndGet();
                }
                settled.countDown();
            });
            while (i - (messages.size() - settled.getCount()) > AHEAD) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        if (!settled.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the broker did not take the JSON messages");
        }
    }
}

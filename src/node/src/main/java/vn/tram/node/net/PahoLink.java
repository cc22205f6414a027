package vn.tram.node.net;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Timers;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/**
 * {@link Link} over MQTT 5 by Paho, which is used as a dumb pipe: a new client for each connection, nothing kept, no
 * reconnecting of its own, messages acknowledged only after the listener took them. All that is said is said on the
 * thread of the given {@link Timers}; Paho's threads only hand over.
 */
public final class PahoLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(PahoLink.class);

    /** How often a connection is asked whether it still is one, in case Paho forgot to tell. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    /** How long a new connection waits for the farewell of the one before it. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Messages of quality of service 0 that may wait for the line thread; nothing of ours is sent so. */
    private static final int MAX_UNASKED = 256;

    /**
     * How much may be on its way.
     *
     * @param slots messages without the broker's answer at once
     * @param kept how many of them only lanes {@link Lane#CONTROL} and {@link Lane#URGENT} may take
     * @param heldBytes memory that messages may hold until they are settled; one more is settled as lost at once
     */
    public record Window(int slots, int kept, int heldBytes) {
        /** A box: the line is thin, so little may stand before an urgent frame. */
        public static final Window BOX = new Window(8, 2, 4 * 1024 * 1024);

        /** The centre's client, next to its broker, speaking to every box. */
        public static final Window CENTRE = new Window(64, 16, 64 * 1024 * 1024);

        public Window {
            if (slots < 1 || kept < 0 || kept >= slots || heldBytes < 1) {
                throw new IllegalArgumentException("slots " + slots + ", kept " + kept + ", bytes " + heldBytes);
            }
        }
    }

    private final URI broker;
    private final Credentials credentials;
    private final Window window;
    private final Duration patience;
    private final Timers timers;
    private final AtomicReference<@Nullable Attempt> current = new AtomicReference<>();
    private final AtomicInteger held = new AtomicInteger();
    /** Connections that still say farewell, and who waits for them; line thread only. */
    private int leaving;

    private @Nullable Attempt waiting;

    /**
     * @param broker {@code ssl://host:port} with a certificate, {@code tcp://host:port} with other credentials
     * @param patience how long from {@link #open} a connection may take, 1 s or more
     * @param timers the node's line thread
     */
    public PahoLink(URI broker, Credentials credentials, Window window, Duration patience, Timers timers) {
        var scheme = credentials instanceof Credentials.Certificate ? "ssl" : "tcp";
        if (!scheme.equals(broker.getScheme()) || broker.getHost() == null || broker.getPort() < 1) {
            throw new IllegalArgumentException("such a broker's address is " + scheme + "://host:port, not " + broker);
        }
        this.broker = broker;
        this.credentials = credentials;
        this.window = window;
        this.patience = patience;
        this.timers = timers;
    }

    @Override
    public void open(Session session, Listener listener) {
        var attempt = new Attempt(session, listener);
        leave(current.getAndSet(attempt));
        hand(attempt::connectAfterFarewells);
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        var attempt = current.get();
        if (payload.length > MAX_PAYLOAD) {
            hand(() -> settled.accept(Sent.REFUSED));
            return;
        }
        var message = new Outgoing(topic, payload, isPressing(topic), settled);
        if (attempt == null) {
            hand(() -> settled.accept(Sent.LOST));
        } else if (held.addAndGet(message.cost()) > window.heldBytes) {
            held.addAndGet(-message.cost());
            hand(() -> settled.accept(Sent.LOST));
        } else {
            hand(() -> attempt.offer(message));
        }
    }

    @Override
    public void close() {
        leave(current.getAndSet(null));
    }

    private void leave(@Nullable Attempt attempt) {
        if (attempt != null) {
            hand(attempt::end);
        }
    }

    private void hand(Runnable task) {
        timers.after(Duration.ZERO, task);
    }

    private static boolean isPressing(String topic) {
        return Topics.parseUp(topic)
                .map(up -> up.lane() == Lane.CONTROL.number() || up.lane() == Lane.URGENT.number())
                .orElse(false);
    }

    /**
     * One connection from {@link #open} to its end. Methods are called on the line thread unless they say otherwise.
     */
    private final class Attempt implements PahoConnection.Events {
        private final Session session;
        private final Listener listener;
        private final SendWindow sends = new SendWindow(window.slots, window.kept);
        private final AtomicInteger unasked = new AtomicInteger();
        private final List<Runnable> early = new ArrayList<>();
        private @Nullable PahoConnection connection;
        private Timers.@Nullable Cancellable alarm;
        private long maximumPacket = Long.MAX_VALUE;
        private boolean up;
        private boolean over;

        Attempt(Session session, Listener listener) {
            this.session = session;
            this.listener = listener;
        }

        /** Two clients of one name would displace each other, so the earlier one leaves first. */
        void connectAfterFarewells() {
            if (leaving == 0) {
                connect();
            } else {
                waiting = this;
                alarm = timers.after(FAREWELL, this::connect);
            }
        }

        private void connect() {
            if (over || connection != null) {
                return;
            }
            if (alarm != null) {
                alarm.cancel();
            }
            alarm = timers.after(
                    patience,
                    () -> fail(String.format(
                            Locale.ROOT,
                            "%s:%d did not answer within %d s",
                            broker.getHost(),
                            broker.getPort(),
                            patience.toSeconds())));
            try {
                connection = new PahoConnection(broker, session, this);
            } catch (MqttException | IllegalArgumentException failure) {
                fail(PahoWords.of(failure, broker));
                return;
            }
            connection.connect(credentials, patience);
        }

        void offer(Outgoing message) {
            if (!up || over) {
                settle(message, Sent.LOST);
            } else if (message.cost() > maximumPacket) {
                settle(message, Sent.REFUSED);
            } else {
                sends.add(message);
                pump();
            }
        }

        private void pump() {
            for (var next = sends.next(); next != null && connection != null; next = sends.next()) {
                var atOnce = connection.publish(next);
                if (atOnce != null && sends.done(next)) {
                    settle(next, atOnce);
                }
            }
        }

        private void settle(Outgoing message, Sent sent) {
            held.addAndGet(-message.cost());
            message.settle(sent);
        }

        private void fail(String why) {
            if (over) {
                return;
            }
            try {
                if (current.compareAndSet(this, null)) {
                    listener.down(why);
                }
            } finally {
                end();
            }
        }

        /** Ends the connection without telling the listener. */
        void end() {
            if (over) {
                return;
            }
            over = true;
            if (alarm != null) {
                alarm.cancel();
            }
            if (connection != null) {
                leaving++;
                farewell(connection);
            }
            sends.drain().forEach(message -> settle(message, Sent.LOST));
        }

        private void watch() {
            if (!over && connection != null) {
                if (connection.alive()) {
                    alarm = timers.after(WATCH, this::watch);
                } else {
                    fail("the connection is gone");
                }
            }
        }

        /** Any thread. */
        @Override
        public void up(int receiveMaximum, long maximum) {
            hand(() -> {
                if (over || current.get() != this) {
                    return;
                }
                if (alarm != null) {
                    alarm.cancel();
                }
                sends.narrow(receiveMaximum);
                maximumPacket = maximum;
                up = true;
                if (credentials instanceof Credentials.Certificate certificate) {
                    certificate.identities().worked();
                }
                watch();
                listener.up();
                early.forEach(Runnable::run);
                early.clear();
            });
        }

        /** Any thread. */
        @Override
        public void down(String why) {
            hand(() -> fail(why));
        }

        /** Any thread. */
        @Override
        public void arrived(String topic, byte[] payload, int id, int qos) {
            if (qos == 0 && unasked.get() > MAX_UNASKED) {
                return;
            }
            unasked.incrementAndGet();
            hand(() -> {
                unasked.decrementAndGet();
                if (up) {
                    deliver(topic, payload, id, qos);
                } else {
                    early.add(() -> deliver(topic, payload, id, qos));
                }
            });
        }

        private void deliver(String topic, byte[] payload, int id, int qos) {
            if (!over && current.get() == this && connection != null) {
                listener.received(topic, payload);
                connection.acknowledge(id, qos);
            }
        }

        /** Any thread. */
        @Override
        public void settled(Outgoing message, Sent sent) {
            hand(() -> {
                if (sends.done(message)) {
                    settle(message, sent);
                    pump();
                }
            });
        }
    }

    /** Ends a connection on a thread of its own: a farewell may block for a moment. */
    private void farewell(PahoConnection connection) {
        var thread = new Thread(
                () -> {
                    try {
                        connection.end();
                    } catch (MqttException | RuntimeException failure) {
                        LOG.debug("a connection did not end in good order", failure);
                    } finally {
                        hand(this::left);
                    }
                },
                "line-farewell");
        thread.setDaemon(true);
        thread.start();
    }

    private void left() {
        leaving--;
        var next = waiting;
        if (leaving == 0 && next != null) {
            waiting = null;
            next.connect();
        }
    }
}

package vn.tram.kernel.wire;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.platform.Timers;

/** The {@link Link} of tests: to a {@link LoopbackBroker}, on the tasks of the node's timers. One thread. */
public final class MemoryLink implements Link {
    private final LoopbackBroker broker;
    private final Timers timers;
    private @Nullable Attempt current;

    MemoryLink(LoopbackBroker broker, Timers timers) {
        this.broker = broker;
        this.timers = timers;
    }

    @Override
    public void open(Session session, Listener listener) {
        close();
        var attempt = new Attempt(session, listener);
        current = attempt;
        timers.after(broker.latency(), () -> {
            if (attempt.alive) {
                broker.arrive(attempt);
            }
        });
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        var attempt = current;
        if (payload.length > MAX_PAYLOAD) {
            timers.after(Duration.ZERO, () -> settled.accept(Sent.REFUSED));
        } else if (attempt == null || !attempt.up) {
            timers.after(Duration.ZERO, () -> settled.accept(Sent.LOST));
        } else {
            attempt.send(new Message(topic, Bytes.of(payload)), new Pending(settled));
        }
    }

    @Override
    public void close() {
        var attempt = current;
        current = null;
        if (attempt != null) {
            attempt.alive = false;
            broker.leave(attempt);
            timers.after(Duration.ZERO, attempt::loseAll);
        }
    }

    /** Sends are told apart by identity: one callback may serve many. */
    private static final class Pending {
        final Consumer<Sent> settled;

        Pending(Consumer<Sent> settled) {
            this.settled = settled;
        }
    }

    /** One connection from {@link #open} to its end. */
    final class Attempt {
        private final Session session;
        private final Listener listener;
        private final Set<Pending> pending = new LinkedHashSet<>();
        private boolean alive = true;
        private boolean up;

        Attempt(Session session, Listener listener) {
            this.session = session;
            this.listener = listener;
        }

        String clientId() {
            return session.clientId();
        }

        Session session() {
            return session;
        }

        void accepted() {
            timers.after(broker.latency(), () -> {
                if (alive) {
                    up = true;
                    listener.up();
                }
            });
        }

        /** The broker or the wire ended it: the client hears so one way later, unless it closed meanwhile. */
        void broken(String why) {
            alive = false;
            timers.after(broker.latency(), () -> {
                if (current == this) {
                    current = null;
                    listener.down(why);
                }
                loseAll();
            });
        }

        void deliver(Message message, Duration after) {
            timers.after(after, () -> {
                if (alive) {
                    listener.received(message.topic(), message.payload().toArray());
                }
            });
        }

        private void send(Message message, Pending send) {
            pending.add(send);
            timers.after(broker.latency(), () -> {
                if (alive) {
                    var sent = broker.publish(this, message);
                    timers.after(broker.latency(), () -> settle(send, sent));
                }
            });
        }

        private void settle(Pending send, Sent sent) {
            if (pending.remove(send)) {
                send.settled.accept(sent);
            }
        }

        private void loseAll() {
            var lost = List.copyOf(pending);
            pending.clear();
            lost.forEach(send -> send.settled.accept(Sent.LOST));
        }
    }
}

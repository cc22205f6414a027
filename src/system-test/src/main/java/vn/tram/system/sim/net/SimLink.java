package vn.tram.system.sim.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.wire.Link;

/** One process's end of the simulated network; it ends with the process. */
public final class SimLink implements Link {
    private final SimNetwork network;
    private final String client;
    private @Nullable Attempt current;

    SimLink(SimNetwork network, String client) {
        this.network = network;
        this.client = client;
    }

    public String client() {
        return client;
    }

    @Override
    public void open(Session session, Listener listener) {
        close();
        var attempt = new Attempt(this, session, listener);
        current = attempt;
        network.arrive(attempt);
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        var attempt = current;
        if (payload.length > MAX_PAYLOAD) {
            network.soon(() -> settled.accept(Sent.REFUSED));
        } else if (attempt == null || !attempt.up) {
            network.soon(() -> settled.accept(Sent.LOST));
        } else {
            var send = new Pending(settled);
            attempt.pending.add(send);
            network.carryUp(attempt, topic, payload, send);
        }
    }

    @Override
    public void close() {
        var attempt = current;
        current = null;
        if (attempt != null) {
            attempt.alive = false;
            network.leave(attempt);
            network.soon(attempt::loseAll);
        }
    }

    /** The process is gone from one moment to the next; the broker finds out by itself. */
    public void die() {
        var attempt = current;
        current = null;
        if (attempt != null) {
            attempt.alive = false;
            attempt.pending.clear();
            network.vanish(attempt);
        }
    }

    /** A send that is not settled; told apart by identity, since one callback may serve many. */
    static final class Pending {
        private final Consumer<Sent> settled;

        Pending(Consumer<Sent> settled) {
            this.settled = settled;
        }
    }

    /** One connection from {@link #open} to its end. */
    static final class Attempt {
        private final SimLink link;
        private final Session session;
        private final Listener listener;
        private final Set<Pending> pending = new LinkedHashSet<>();
        private boolean alive = true;
        private boolean up;

        Attempt(SimLink link, Session session, Listener listener) {
            this.link = link;
            this.session = session;
            this.listener = listener;
        }

        String client() {
            return link.client;
        }

        Session session() {
            return session;
        }

        boolean alive() {
            return alive;
        }

        void accepted() {
            if (alive && !up) {
                up = true;
                listener.up();
            }
        }

        /** The client notices that the connection is gone. */
        void broken(String why) {
            if (!alive) {
                return;
            }
            alive = false;
            if (link.current == this) {
                link.current = null;
            }
            listener.down(why);
            loseAll();
        }

        void received(String topic, byte[] payload) {
            if (alive && up) {
                listener.received(topic, payload);
            }
        }

        void settle(Pending send, Sent as) {
            if (pending.remove(send)) {
                send.settled.accept(as);
            }
        }

        private void loseAll() {
            var lost = List.copyOf(pending);
            pending.clear();
            lost.forEach(send -> send.settled.accept(Sent.LOST));
        }
    }
}

package vn.tram.edge.sync;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import vn.tram.edge.sync.lanes.LineMeasure;
import vn.tram.edge.sync.lanes.LineRate;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.platform.Platform;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/**
 * One connection to the broker after another, for ever: opens, notices the end, waits, opens again. What an earlier
 * connection still says is not heard. Timers' thread; what the link says on other threads is handed over first.
 */
final class Redial {
    /** Who is told of the present connection; timers' thread. */
    interface Ears {
        /** A connection is about to be tried: nothing of an earlier one holds. */
        void dialling();

        void up();

        /** The connection is over, or never began; the next one is on its way. */
        void down(String why);

        void heard(byte[] payload);

        /** How many times as long as usual the next attempt is put off; at least 1. */
        int patience();
    }

    /** A connection that has held so long was a good one. */
    private static final Duration HOLDS = Duration.ofSeconds(10);

    private final BoxId box;
    private final Link link;
    private final Platform platform;
    private final Ears ears;
    private final Backoff backoff;

    /** Watches all that leaves, for people; what may leave is paced by what carries it. */
    private final LineRate watched = new LineRate();

    private boolean running;
    private long generation;

    /** @param spread see {@link LineRules#spread} */
    Redial(BoxId box, Link link, Platform platform, Duration spread, Ears ears) {
        this.box = box;
        this.link = link;
        this.platform = platform;
        this.ears = ears;
        this.backoff = new Backoff(platform.chance(), spread);
    }

    void start() {
        running = true;
        open();
    }

    void stop() {
        running = false;
        link.close();
    }

    boolean running() {
        return running;
    }

    /** Tells connections apart: another number, another connection. */
    long generation() {
        return generation;
    }

    /** Does a task later, on the timers' thread, unless the connection of now is over by then. */
    void later(Duration wait, Runnable task) {
        long mine = generation;
        platform.timers().after(wait, () -> {
            if (running && mine == generation) {
                task.run();
            }
        });
    }

    private void open() {
        if (!running) {
            return;
        }
        generation++;
        ears.dialling();
        watched.forget();
        long mine = generation;
        var gone = new Link.Message(Topics.gone(box), Bytes.EMPTY);
        var session = new Link.Session(box.value(), List.of(Topics.down(box)), gone);
        link.open(session, new Link.Listener() {
            @Override
            public void up() {
                handOver(mine, ears::up);
            }

            @Override
            public void down(String reason) {
                handOver(mine, () -> lost(reason));
            }

            @Override
            public void received(String topic, byte[] payload) {
                handOver(mine, () -> ears.heard(payload));
            }
        });
    }

    private void handOver(long of, Runnable task) {
        platform.timers().after(Duration.ZERO, () -> {
            if (running && of == generation) {
                task.run();
            }
        });
    }

    /** Gives this connection up and tries the next one later. */
    void again(String reason) {
        link.close();
        lost(reason);
    }

    private void lost(String reason) {
        generation++;
        ears.down(reason);
        var wait = backoff.next(nanos()).multipliedBy(ears.patience());
        platform.timers().after(wait, this::open);
    }

    /** The centre answered over this connection. */
    void welcomed() {
        backoff.welcomed();
        later(HOLDS, backoff::held);
    }

    /** The centre has taken something. */
    void carried() {
        backoff.carried(nanos());
    }

    /** Says something to the centre; nothing is kept. A broker that does not take it is tried again later. */
    void say(Control message) {
        var topic = Topics.up(box, Lane.CONTROL);
        send(topic, ControlCodec.encode(message), sent -> {
            if (sent == Link.Sent.REFUSED) {
                again("the broker refuses " + topic);
            }
        });
    }

    /** @param settled hears what became of it, if this connection lives until then */
    void send(String topic, byte[] payload, Consumer<Link.Sent> settled) {
        long mine = generation;
        watched.giveUp(nanos() - Pusher.UNHEARD.toNanos());
        var passing = watched.sent(false, payload.length, nanos());
        link.send(
                topic,
                payload,
                sent -> handOver(mine, () -> {
                    if (sent == Link.Sent.TAKEN) {
                        watched.taken(passing, nanos());
                    } else {
                        watched.lost(passing);
                    }
                    settled.accept(sent);
                }));
    }

    /** What was lately measured of the line. */
    LineMeasure measured() {
        return watched.measured(nanos());
    }

    private long nanos() {
        return platform.monotonic().nanos();
    }
}

package vn.tram.bench.sync;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.transfer.BlobCodec;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;

/** A link that notes when the centre last told that more is on its disk, and hands everything on as it is. */
final class AckWatch implements Link {
    /** Hears of an acknowledgement that says more than the ones before it. */
    interface Progress {
        void confirmed(Lane lane, long durable, long nanos);
    }

    private final Link inner;
    private final Progress progress;
    private final AtomicLong lastNanos = new AtomicLong();
    private final Map<Lane, Long> most = new EnumMap<>(Lane.class);

    AckWatch(Link inner, Progress progress) {
        this.inner = inner;
        this.progress = progress;
    }

    /** When it was last told, {@link System#nanoTime}; any thread. */
    long lastNanos() {
        return lastNanos.get();
    }

    @Override
    public void open(Session session, Listener listener) {
        inner.open(session, new Listener() {
            @Override
            public void up() {
                listener.up();
            }

            @Override
            public void down(String why) {
                listener.down(why);
            }

            @Override
            public void received(String topic, byte[] payload) {
                if (!BlobCodec.isBlobMessage(payload)) {
                    note(payload);
                }
                listener.received(topic, payload);
            }
        });
    }

    /** The link's own thread alone. */
    private void note(byte[] payload) {
        try {
            if (ControlCodec.decode(payload) instanceof Ack ack && ack.durable() > most.getOrDefault(ack.lane(), 0L)) {
                most.put(ack.lane(), ack.durable());
                lastNanos.set(System.nanoTime());
                progress.confirmed(ack.lane(), ack.durable(), lastNanos.get());
            }
        } catch (BadForm damaged) {
            throw new IllegalStateException("the centre speaks in bad form", damaged);
        }
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        inner.send(topic, payload, settled);
    }

    @Override
    public void close() {
        inner.close();
    }
}

package vn.tram.system.fuzz;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.wire.Link;

/** The box's end of a line on which the fuzzer speaks; what the box says is taken by nobody. */
final class HandLink implements Link {
    private @Nullable Listener listener;

    @Override
    public void open(Session session, Listener newListener) {
        listener = newListener;
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        settled.accept(Sent.TAKEN);
    }

    @Override
    public void close() {
        listener = null;
    }

    void comesUp() {
        if (listener != null) {
            listener.up();
        }
    }

    void breaks() {
        if (listener != null) {
            listener.down("the line is cut");
        }
    }

    void brings(String topic, byte[] payload) {
        if (listener != null) {
            listener.received(topic, payload);
        }
    }
}

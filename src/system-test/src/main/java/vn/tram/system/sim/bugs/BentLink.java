package vn.tram.system.sim.bugs;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vn.tram.kernel.wire.Link;

/** A link whose listener hears something else than what happens. */
record BentLink(Link inner, UnaryOperator<Link.Listener> heard) implements Link {
    @Override
    public void open(Session session, Listener listener) {
        inner.open(session, heard.apply(listener));
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        inner.send(topic, payload, settled);
    }

    @Override
    public void close() {
        inner.close();
    }

    /** A listener that never hears of the end of a connection. */
    static Link.Listener withoutDown(Link.Listener listener) {
        return new Link.Listener() {
            @Override
            public void up() {
                listener.up();
            }

            @Override
            public void down(String why) {}

            @Override
            public void received(String topic, byte[] payload) {
                listener.received(topic, payload);
            }
        };
    }

    /** A listener to whom each message comes changed. */
    static Link.Listener changed(Link.Listener listener, UnaryOperator<byte[]> bend) {
        return changedOn(listener, (topic, payload) -> bend.apply(payload));
    }

    /** The same, by topic. */
    static Link.Listener changedOn(Link.Listener listener, BiFunction<String, byte[], byte[]> bend) {
        return new Link.Listener() {
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
                listener.received(topic, bend.apply(topic, payload));
            }
        };
    }

    /** A listener that does something with each message before it hands it on. */
    static Link.Listener before(Link.Listener listener, Consumer<Link.Message> act) {
        return new Link.Listener() {
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
                act.accept(new Link.Message(topic, vn.tram.kernel.base.Bytes.of(payload)));
                listener.received(topic, payload);
            }
        };
    }
}

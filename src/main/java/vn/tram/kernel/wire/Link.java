package vn.tram.kernel.wire;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;

/**
 * One lossy pipe to a broker. A message may vanish, come twice or come late; nothing is kept for anyone who is away.
 * Each {@link #open} is one attempt at one connection; trying again is the caller's business.
 */
public interface Link {
    /**
     * Starts connecting and returns at once; exactly one {@code up} or {@code down} follows. An earlier connection is
     * dropped first and says nothing any more.
     */
    void open(Session session, Listener listener);

    /**
     * Hands a message to the wire. {@code settled} hears once whether the broker took it: that is for pacing alone and
     * proves nothing about the far end.
     */
    void send(String topic, byte[] payload, Consumer<Sent> settled);

    /** Drops the connection; the listener says nothing any more. */
    void close();

    /**
     * @param clientId the node's name at the broker
     * @param filters topic filters to receive
     * @param will said by the broker on our behalf when the connection breaks; may be null
     */
    record Session(
            String clientId, List<String> filters, @Nullable Message will) {
        public Session {
            filters = List.copyOf(filters);
        }
    }

    /** A message on a topic. */
    record Message(String topic, Bytes payload) {}

    /** What became of a send. */
    enum Sent {
        /** The broker took it. */
        TAKEN,
        /** The broker took it and told that nobody is subscribed (MQTT 5 reason 0x10). */
        NOBODY_LISTENS,
        /** The broker refused it (reason 0x80 or above): a wrong right or size, not a weak line. */
        REFUSED,
        /** The connection broke before an answer. */
        LOST
    }

    /** Called on the link's own thread: hand over and return. */
    interface Listener {
        void up();

        /** The connection could not be made or is gone. {@code why} is for the log and the status page. */
        void down(String why);

        void received(String topic, byte[] payload);
    }
}

package vn.tram.kernel.wire;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.Bytes;

/**
 * One lossy pipe to a broker. A message may vanish, come twice or come late; nothing is kept for anyone who is away.
 * Each {@link #open} is one attempt at one connection; trying again is the caller's business.
 *
 * <p>Any thread may call. What is heard back is heard on the link's own thread, one call at a time, and never from
 * within a call to the link. {@code LinkContractTest} holds these words as tests.
 */
public interface Link {
    /** Bytes of a payload at most; a longer one is {@link Sent#REFUSED} and not sent. */
    int MAX_PAYLOAD = 256 * 1024;

    /**
     * Starts connecting and returns at once; exactly one {@code up} or {@code down} follows. An earlier connection is
     * dropped first and says nothing any more.
     */
    void open(Session session, Listener listener);

    /**
     * Hands a message to the wire. {@code settled} hears exactly once whether the broker took it, whatever happens to
     * the connection: that is for pacing alone and proves nothing about the far end. Nobody may write to
     * {@code payload} any more.
     */
    void send(String topic, byte[] payload, Consumer<Sent> settled);

    /**
     * Drops the connection in good order (the broker says no will) and returns at once; the listener says nothing any
     * more. What was under way is settled as {@link Sent#LOST}.
     */
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
        /** There is no connection, it broke before an answer, or too much was waiting already. */
        LOST
    }

    /** Called on the link's own thread: hand over and return. */
    interface Listener {
        void up();

        /**
         * The connection could not be made or is gone; sends under way are settled as {@link Sent#LOST} right after.
         * {@code why} is plain English for the log.
         */
        void down(String why);

        void received(String topic, byte[] payload);
    }
}

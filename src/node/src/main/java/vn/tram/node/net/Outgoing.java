package vn.tram.node.net;

import java.util.function.Consumer;
import vn.tram.kernel.wire.Link;

/** One send, told apart from others by identity. */
final class Outgoing {
    /** What a message costs besides its text and bytes: headers, objects. A generous guess. */
    private static final int OVERHEAD = 128;

    private final String topic;
    private final byte[] payload;
    private final boolean pressing;
    private final Consumer<Link.Sent> settled;

    Outgoing(String topic, byte[] payload, boolean pressing, Consumer<Link.Sent> settled) {
        this.topic = topic;
        this.payload = payload;
        this.pressing = pressing;
        this.settled = settled;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    boolean pressing() {
        return pressing;
    }

    /** Bytes it holds in memory, and at most on the wire. */
    int cost() {
        return payload.length + 3 * topic.length() + OVERHEAD;
    }

    void settle(Link.Sent sent) {
        settled.accept(sent);
    }
}

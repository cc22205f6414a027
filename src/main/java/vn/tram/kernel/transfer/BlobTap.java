package vn.tram.kernel.transfer;

import java.util.function.Consumer;
import vn.tram.kernel.wire.Link;

/**
 * A link on which messages about blobs are heard apart from all others, so that who speaks of records knows nothing of
 * them. Passes everything else on as it is. Chunks are sent on the line thread; for the rest thread-safe as the link.
 */
public final class BlobTap implements Link {
    /** Hears on the link's own thread: must hand over and return. */
    public interface Ear {
        /** @return whether the message was one about blobs, which nobody else shall hear */
        boolean heard(String topic, byte[] payload);

        /** The connection is gone, or was let go. */
        void down();

        /** A chunk is sent; what is given back runs when its fate is known, before the sender hears of it. */
        Runnable sending();
    }

    private final Link link;
    private final Ear ear;

    public BlobTap(Link link, Ear ear) {
        this.link = link;
        this.ear = ear;
    }

    @Override
    public void open(Session session, Listener listener) {
        link.open(session, new Listener() {
            @Override
            public void up() {
                listener.up();
            }

            @Override
            public void down(String why) {
                ear.down();
                listener.down(why);
            }

            @Override
            public void received(String topic, byte[] payload) {
                if (!ear.heard(topic, payload)) {
                    listener.received(topic, payload);
                }
            }
        });
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        if (BlobCodec.isChunk(payload)) {
            var fate = ear.sending();
            link.send(topic, payload, sent -> {
                fate.run();
                settled.accept(sent);
            });
        } else {
            link.send(topic, payload, settled);
        }
    }

    @Override
    public void close() {
        ear.down();
        link.close();
    }
}

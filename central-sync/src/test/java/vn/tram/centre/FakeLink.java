package vn.tram.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.trust.TestKeys;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.FeedBatch;
import vn.tram.kernel.wire.Control.SignedFeed;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Sealed.Purpose;
import vn.tram.kernel.wire.Topics;

/** A broker connection that a test plays by hand. One thread. */
public final class FakeLink implements Link {
    private final List<Message> said = new ArrayList<>();
    private @Nullable Listener listener;
    private int opens;

    @Override
    public void open(Session session, Listener newListener) {
        listener = newListener;
        opens++;
    }

    @Override
    public void send(String topic, byte[] payload, Consumer<Sent> settled) {
        said.add(new Message(topic, Bytes.of(payload)));
        settled.accept(Sent.TAKEN);
    }

    @Override
    public void close() {
        listener = null;
    }

    /** Connections asked for so far. */
    public int opens() {
        return opens;
    }

    public void comesUp() {
        listener().up();
    }

    public void breaks(String why) {
        listener().down(why);
    }

    public void brings(String topic, byte[] payload) {
        listener().received(topic, payload);
    }

    private Listener listener() {
        var open = listener;
        if (open == null) {
            throw new AssertionError("no connection was asked for");
        }
        return open;
    }

    /** What was said to a box since the last time this was asked, of one kind. */
    public <T extends Control> List<T> saidTo(BoxId box, Class<T> kind) {
        var found = new ArrayList<T>();
        for (var message : List.copyOf(said)) {
            if (message.topic().equals(Topics.down(box))) {
                var control = decode(message.payload().toArray());
                if (kind.isInstance(control)) {
                    found.add(kind.cast(control));
                    said.remove(message);
                }
            }
        }
        return found;
    }

    /** The feed batches said to a box since the last time this was asked; the city has signed each. */
    public List<FeedBatch> batchesTo(BoxId box) {
        return saidTo(box, SignedFeed.class).stream()
                .map(signed -> {
                    if (!signed.batch().holds(Purpose.FEED, TestKeys.TRUSTED)) {
                        throw new AssertionError("not signed by the city: " + signed);
                    }
                    return (FeedBatch) decode(signed.batch().body().toArray());
                })
                .toList();
    }

    private static Control decode(byte[] payload) {
        try {
            return ControlCodec.decode(payload);
        } catch (BadForm bad) {
            throw new AssertionError("the centre said something unreadable", bad);
        }
    }
}

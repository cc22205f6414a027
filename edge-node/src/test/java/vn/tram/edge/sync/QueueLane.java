package vn.tram.edge.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Link;
import vn.tram.kernel.wire.Topics;

/** A side lane that says what a test gives it, one piece after another, and keeps what it was told. */
final class QueueLane implements SideLane {
    private static final String TOPIC = Topics.up(LineRig.BOX, Lane.CONTROL);

    final Deque<Control> waiting = new ArrayDeque<>();
    final List<Integer> sizes = new ArrayList<>();
    int begun;
    int heard;

    @Override
    public void begin(long nowNanos) {
        begun++;
    }

    @Override
    public Optional<Link.Message> next(int most, long nowNanos) {
        var piece = waiting.poll();
        if (piece == null) {
            return Optional.empty();
        }
        sizes.add(most);
        return Optional.of(new Link.Message(TOPIC, Bytes.owned(ControlCodec.encode(piece))));
    }

    /** A beat is nothing that a box would hear otherwise. */
    @Override
    public boolean heard(Control message, long nowNanos) {
        if (!(message instanceof Beat)) {
            return false;
        }
        heard++;
        return true;
    }
}

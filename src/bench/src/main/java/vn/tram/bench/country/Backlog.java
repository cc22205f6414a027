package vn.tram.bench.country;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.ControlCodec;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/**
 * What one box has to say, packed as boxes pack it.
 *
 * @param hello its greeting
 * @param frames of the lane that tickets go on, in order
 * @param ends last entry of each frame
 */
record Backlog(BoxId box, Bytes hello, List<byte[]> frames, List<Long> ends) {
    /** Bytes within which a frame names its box. */
    private static final int HEAD = 64;

    Backlog {
        frames = List.copyOf(frames);
        ends = List.copyOf(ends);
    }

    /** @param perFrame entries of a frame at most */
    static Backlog of(BoxId box, long epoch, List<BacklogDay.Timed> day, int perFrame) {
        var head = JournalHead.start(epoch);
        var frames = new ArrayList<byte[]>();
        var ends = new ArrayList<Long>();
        var entries = new ArrayList<Entry>();
        var before = LaneHead.START;
        var last = LaneHead.START;
        for (var timed : day) {
            var stamped = EventTypes.place(head, timed.event(), timed.at());
            head = head.after(stamped);
            entries.add(stamped.entry());
            last = new LaneHead(stamped.entry().lseq(), stamped.laneHash());
            if (entries.size() == perFrame || last.lseq() == day.size()) {
                frames.add(FrameCodec.encode(
                        new Frame(
                                box,
                                epoch,
                                Lane.URGENT,
                                before.hash().first(Frame.CHAIN_BYTES),
                                List.copyOf(entries),
                                last.hash().first(Frame.CHAIN_BYTES)),
                        Packing.COLUMNS_DICTIONARY));
                ends.add(last.lseq());
                entries.clear();
                before = last;
            }
        }
        var hello = ControlCodec.encode(new Hello(epoch, head.lanes(), head.at(), "bench", Map.of()));
        return new Backlog(box, Bytes.owned(hello), frames, ends);
    }

    /** The same day said by another box: a frame names its box in its head alone. */
    Backlog as(BoxId other) {
        return new Backlog(
                other,
                hello,
                frames.stream().map(frame -> renamed(frame, other)).toList(),
                ends);
    }

    private byte[] renamed(byte[] frame, BoxId other) {
        var before = text(box);
        var after = text(other);
        int at = new String(frame, 0, HEAD, StandardCharsets.ISO_8859_1)
                .indexOf(new String(before, StandardCharsets.ISO_8859_1));
        if (at < 0) {
            throw new IllegalStateException("a frame does not name its box where it should");
        }
        var renamed = new byte[frame.length - before.length + after.length];
        System.arraycopy(frame, 0, renamed, 0, at);
        System.arraycopy(after, 0, renamed, at, after.length);
        System.arraycopy(frame, at + before.length, renamed, at + after.length, frame.length - at - before.length);
        return renamed;
    }

    /** Key 2 with a short text, as CBOR has it. */
    private static byte[] text(BoxId box) {
        var name = box.value().getBytes(StandardCharsets.US_ASCII);
        var text = new byte[name.length + 2];
        text[0] = 2;
        text[1] = (byte) (0x60 + name.length);
        System.arraycopy(name, 0, text, 2, name.length);
        return text;
    }

    long entries() {
        return ends.get(ends.size() - 1);
    }

    long bytes() {
        return frames.stream().mapToLong(frame -> frame.length).sum();
    }
}

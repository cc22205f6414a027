package vn.tram.bench.country;

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
                        Packing.COLUMNS));
                ends.add(last.lseq());
                entries.clear();
                before = last;
            }
        }
        var hello = ControlCodec.encode(new Hello(epoch, head.lanes(), head.at(), "bench", Map.of()));
        return new Backlog(box, Bytes.owned(hello), frames, ends);
    }

    long entries() {
        return ends.get(ends.size() - 1);
    }

    long bytes() {
        return frames.stream().mapToLong(frame -> frame.length).sum();
    }
}

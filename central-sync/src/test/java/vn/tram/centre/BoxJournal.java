package vn.tram.centre;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.kernel.wire.FrameCodec.Packing;

/** A box's journal as tests write it: entries, and the frames and greetings made of them. */
public final class BoxJournal {
    private final BoxId box;
    private final List<Stamped> entries = new ArrayList<>();
    private JournalHead head;

    public BoxJournal(String box, long epoch) {
        this.box = new BoxId(box);
        this.head = JournalHead.start(epoch);
    }

    public BoxId box() {
        return box;
    }

    public long epoch() {
        return head.epoch();
    }

    public BoxJournal add(Instant at, Event... events) {
        for (var event : events) {
            append(EventTypes.place(head, event, at.toEpochMilli()));
        }
        return this;
    }

    /** An entry of any type and body, for what no good box writes. */
    public BoxJournal addRaw(Instant at, Lane lane, int type, int version, Bytes body) {
        append(head.place(lane, type, version, at.toEpochMilli(), body));
        return this;
    }

    /** A personal entry, which may be erased. */
    public BoxJournal addSalted(Instant at, Lane lane, int type, Bytes salt, Bytes body) {
        append(head.place(lane, type, 1, at.toEpochMilli(), salt, body));
        return this;
    }

    private void append(Stamped stamped) {
        entries.add(stamped);
        head = head.after(stamped);
    }

    public List<Entry> entries(Lane lane) {
        return entries.stream()
                .map(Stamped::entry)
                .filter(entry -> entry.lane() == lane)
                .toList();
    }

    public LaneHead head(Lane lane, long lseq) {
        return entries.stream()
                .filter(stamped ->
                        stamped.entry().lane() == lane && stamped.entry().lseq() == lseq)
                .map(stamped -> new LaneHead(lseq, stamped.laneHash()))
                .findFirst()
                .orElse(LaneHead.START);
    }

    /** Entries {@code first} to {@code last} of a lane. */
    public Frame frame(Lane lane, long first, long last) {
        var part = entries(lane).subList((int) first - 1, (int) last);
        return new Frame(
                box,
                head.epoch(),
                lane,
                head(lane, first - 1).hash().first(Frame.CHAIN_BYTES),
                part,
                head(lane, last).hash().first(Frame.CHAIN_BYTES));
    }

    /** The whole of a lane. */
    public Frame frame(Lane lane) {
        return frame(lane, 1, entries(lane).size());
    }

    public static Bytes raw(Frame frame) {
        return Bytes.owned(FrameCodec.encode(frame, Packing.ZSTD_DICTIONARY_1));
    }

    public Hello hello() {
        return new Hello(head.epoch(), head.lanes(), head.at(), "0.1.0", Map.of());
    }
}

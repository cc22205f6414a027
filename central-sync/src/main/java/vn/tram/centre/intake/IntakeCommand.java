package vn.tram.centre.intake;

import java.util.List;
import java.util.Map;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.core.Command;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.Beat;
import vn.tram.kernel.wire.Control.Checkpoint;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.FetchEntries;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;

/** What is asked of the intake. None needs a request id: repeating any of them is harmless. */
public sealed interface IntakeCommand<R> extends Command<R> {
    /** A box on a new connection. */
    record Greet(BoxId box, Hello hello) implements IntakeCommand<Welcome> {}

    /** A box told where its lanes end: what has the centre of those that it has not whole? */
    record AskBehind(BoxId box, Beat beat) implements IntakeCommand<List<Ack>> {}

    /** A box asks back what landed of it. */
    record AskEntries(BoxId box, FetchEntries fetch) implements IntakeCommand<EntriesBack> {}

    /** A frame came. {@code raw}: the bytes it was read from. */
    record LandFrame(BoxId box, Frame frame, Bytes raw) implements IntakeCommand<FrameReply> {}

    /** A box vouches for its journal. The reply: whether that was kept. */
    record HearCheckpoint(BoxId box, Checkpoint checkpoint) implements IntakeCommand<Boolean> {}

    /** What a box's tables hold of days. The reply: whether it could be compared; else again when more is shown. */
    record HearDigests(BoxId box, DayDigests told) implements IntakeCommand<Boolean> {}

    /** Which days of a box differed when they were last compared? */
    record AskDiffering(BoxId box) implements IntakeCommand<List<Integer>> {}

    /** Of which boxes and lanes are entries parked? */
    record AskParked() implements IntakeCommand<List<ParkedLane>> {}

    /** Take up what is parked of a lane behind an entry, as far as this software knows it. */
    record TakeUp(BoxId box, Lane lane, long afterLseq) implements IntakeCommand<TookUp> {}

    /** Show some of what has landed. */
    record ProjectNext(BoxId box) implements IntakeCommand<Progress> {}

    /** Which boxes have landed entries that are not shown yet? */
    record AskUnprojected() implements IntakeCommand<List<BoxId>> {}

    /** What should a person look at today? Newest first. */
    record AskIncidents() implements IntakeCommand<List<Alarm>> {}

    /** Lanes of boxes of which something has landed, with the end of each. */
    record AskLanded() implements IntakeCommand<List<LandedLane>> {}

    /**
     * Are the next frames of a lane what came?
     *
     * @param before the lane's chain after {@code afterLseq}; empty when it is not known
     */
    record LookThrough(LandedLane lane, long afterLseq, Bytes before) implements IntakeCommand<Looked> {}

    /** Put a frame in the place of a damaged one, if it holds the same entries. The reply: whether it does. */
    record MendFrame(DamagedFrame damaged, Bytes raw) implements IntakeCommand<Boolean> {}

    /** What of a box's landing log is damaged now; nothing when all was looked through and is right. */
    record NoteDamage(BoxId box, List<DamagedFrame> damaged) implements IntakeCommand<Boolean> {
        public NoteDamage {
            damaged = List.copyOf(damaged);
        }
    }

    /** Bytes came that are not even a frame or message. {@code scope}: the box, or empty. */
    record ReportTrouble(String scope, AlarmCode code, String detail) implements IntakeCommand<Boolean> {}

    /**
     * @param durable its last entry
     * @param hash the lane's chain there
     */
    record LandedLane(BoxId box, long epoch, Lane lane, long durable, Bytes hash) {}

    /**
     * A row of the landing log that is not what came.
     *
     * @param before the lane's chain before its first entry, 32 bytes
     * @param after the lane's chain after its last entry, 32 bytes; empty when it is not known
     */
    record DamagedFrame(LandedLane lane, long first, long last, Bytes before, Bytes after) {}

    /**
     * @param upTo where to go on
     * @param hash the lane's chain there; empty when it is not known
     * @param frames looked at; 0 at the end of the lane
     */
    record Looked(long upTo, Bytes hash, int frames, List<DamagedFrame> damaged) {
        public Looked {
            damaged = List.copyOf(damaged);
        }
    }

    /** Entries are parked here. */
    record ParkedLane(BoxId box, Lane lane) {}

    /**
     * @param afterLseq where to go on
     * @param taken entries that were taken up
     * @param more whether to go on
     */
    record TookUp(long afterLseq, int taken, boolean more) {}

    /** What became of a frame. */
    enum Fate {
        LANDED,
        /** Everything in it had landed before. */
        DUPLICATE,
        /** Entries before it are missing. */
        GAP,
        /** It does not continue this box's history. */
        REFUSED
    }

    /**
     * @param incarnation of the centre's database
     * @param mark the lane's watermark now: what the acknowledgement says
     * @param fresh entries that were new
     * @param repeated entries that had landed before
     * @param why English, for the log; empty unless refused
     */
    record FrameReply(Fate fate, long incarnation, Watermark mark, int fresh, int repeated, String why) {}

    /**
     * @param incarnation of the centre's database
     * @param moved lanes whose cursor moved, with their watermarks now
     * @param more whether landed entries are left
     */
    record Progress(
            long incarnation,
            long epoch,
            Map<Lane, Watermark> moved,
            int shown,
            int parked,
            int quarantined,
            boolean more) {
        public Progress {
            moved = Map.copyOf(moved);
        }

        /** What the box is told of a lane that moved. */
        public Ack ack(Lane lane, Watermark mark) {
            return new Ack(incarnation, epoch, lane, mark.durable(), mark.applied());
        }
    }
}

package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeCommand.AskLanded;
import vn.tram.centre.intake.IntakeCommand.DamagedFrame;
import vn.tram.centre.intake.IntakeCommand.LandedLane;
import vn.tram.centre.intake.IntakeCommand.LookThrough;
import vn.tram.centre.intake.IntakeCommand.Looked;
import vn.tram.centre.intake.IntakeCommand.MendFrame;
import vn.tram.centre.intake.IntakeCommand.NoteDamage;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.Frame;
import vn.tram.kernel.wire.FrameCodec;

/**
 * Holds what lies in the landing log against the hash chain once more, and takes a frame in the place of one that is
 * damaged. Who asks for it, and when, is the line's business.
 */
public final class LandingScrub {
    /** Frames of one look. */
    static final int FRAMES = 64;

    private static final int NAMED = 5;

    private final IntakeBook book;
    private final Map<BoxId, BoxMarks> boxes;
    private final Alarms alarms;
    private final Erasures erasures;
    private final Supplier<Dictionaries> dictionaries;

    LandingScrub(
            IntakeBook book,
            Map<BoxId, BoxMarks> boxes,
            Alarms alarms,
            Erasures erasures,
            Supplier<Dictionaries> dictionaries) {
        this.erasures = erasures;
        this.dictionaries = dictionaries;
        this.book = book;
        this.boxes = boxes;
        this.alarms = alarms;
    }

    /** @param mine boxes that this worker is in charge of */
    public Decision<List<LandedLane>> decide(AskLanded question, Predicate<BoxId> mine) {
        var lanes = new ArrayList<LandedLane>();
        boxes.entrySet().stream()
                .filter(box -> mine.test(box.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(box -> add(box.getKey(), box.getValue(), lanes));
        return Decision.of(List.copyOf(lanes));
    }

    private static void add(BoxId box, BoxMarks marks, List<LandedLane> lanes) {
        for (var ended : marks.ended()) {
            ended.heads()
                    .forEach((lane, head) ->
                            lanes.add(new LandedLane(box, ended.epoch(), lane, head.lseq(), head.hash())));
        }
        marks.lanes()
                .forEach((lane, mark) ->
                        lanes.add(new LandedLane(box, marks.epoch(), lane, mark.durable(), mark.hash())));
    }

    public Decision<Looked> decide(LookThrough look) {
        var lane = look.lane();
        var damaged = new ArrayList<DamagedFrame>();
        long at = look.afterLseq();
        var hash = look.before();
        int frames = 0;
        try {
            for (var row : book.landed(lane.box(), lane.epoch(), lane.lane(), at, FRAMES)) {
                var after = after(lane, row, hash);
                if (after == null) {
                    damaged.add(new DamagedFrame(lane, row.firstLseq(), row.lastLseq(), hash, row.hash()));
                }
                hash = after == null ? row.hash() : after;
                at = row.lastLseq();
                frames++;
            }
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
        return Decision.of(new Looked(at, hash, frames, damaged));
    }

    /** The chain after a row, empty when it cannot be known; null when the row is damaged. */
    private @Nullable Bytes after(LandedLane lane, LandedFrame row, Bytes before) {
        if (row.raw().size() == 0 || before.size() == 0) {
            return row.hash(); // entries that never came, or what lies before them is not known
        }
        Frame frame;
        try {
            frame = FrameCodec.decode(row.raw().toArray(), dictionaries.get());
        } catch (BadForm | RuntimeException unreadable) { // it was read when it came, so it is not what came
            return null;
        }
        var hash = chain(lane, frame, row.firstLseq(), row.lastLseq(), before);
        return hash == null || !(row.hash().size() == 0 || row.hash().equals(hash)) ? null : hash;
    }

    /** The chain over entries {@code first} to {@code last} of a frame; null when it is not theirs. */
    private static @Nullable Bytes chain(LandedLane lane, Frame frame, long first, long last, Bytes before) {
        boolean place = frame.box().equals(lane.box())
                && frame.epoch() == lane.epoch()
                && frame.lane() == lane.lane()
                && frame.firstLseq() <= first
                && frame.lastLseq() == last;
        boolean begins = frame.firstLseq() < first || frame.previous().equals(before.first(Frame.CHAIN_BYTES));
        if (!place || !begins) {
            return null;
        }
        var hash = before;
        for (var entry : frame.entries()) {
            if (entry.lseq() >= first) {
                hash = entry.hashAfter(hash);
            }
        }
        return frame.tail().equals(hash.first(Frame.CHAIN_BYTES)) ? hash : null;
    }

    /** The frame must hold the very entries: its chain is the one that was there, or leads on to what lies behind. */
    public Decision<Boolean> decide(MendFrame command) {
        var damaged = command.damaged();
        var lane = damaged.lane();
        try {
            var frame = FrameCodec.decode(command.raw().toArray(), dictionaries.get());
            var hash = frame.firstLseq() == damaged.first()
                    ? chain(lane, frame, damaged.first(), damaged.last(), damaged.before())
                    : null;
            if (hash == null || !leadsOn(damaged, hash)) {
                return Decision.of(false);
            }
            var raw = erasures.kept(lane.box(), frame, command.raw());
            return Decision.of(
                    true, List.of(new FrameMended(lane.box(), lane.epoch(), lane.lane(), damaged.first(), raw, hash)));
        } catch (BadForm | IllegalArgumentException notAFrame) {
            return Decision.of(false);
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
    }

    private boolean leadsOn(DamagedFrame damaged, Bytes hash) throws StoreFailure {
        if (damaged.after().size() > 0 && damaged.after().equals(hash)) {
            return true;
        }
        var lane = damaged.lane();
        if (damaged.last() == lane.durable()) {
            return hash.equals(lane.hash());
        }
        var behind = book.landed(lane.box(), lane.epoch(), lane.lane(), damaged.last(), 1);
        return !behind.isEmpty()
                && after(lane, behind.get(0), hash) != null
                && behind.get(0).raw().size() > 0;
    }

    public Decision<Boolean> decide(NoteDamage command, Moment moment) {
        var box = command.box().value();
        var all = command.damaged();
        var words = all.stream().limit(NAMED).map(LandingScrub::words).collect(Collectors.joining("; "))
                + (all.size() > NAMED ? "; and " + (all.size() - NAMED) + " more" : "");
        var change = all.isEmpty()
                ? alarms.takeBack(box, AlarmCode.FRAME_DAMAGED, moment.millis())
                : alarms.raise(box, AlarmCode.FRAME_DAMAGED, moment.millis(), words);
        return Decision.of(change.isPresent(), change.map(List::<Change>of).orElse(List.of()));
    }

    private static String words(DamagedFrame frame) {
        return "lane " + frame.lane().lane() + " " + frame.first() + " to " + frame.last() + " of epoch "
                + Long.toHexString(frame.lane().epoch());
    }
}

package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.EpochTurned;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Hello;
import vn.tram.kernel.wire.Control.Memory;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Frame;

/**
 * Whether a greeting or a frame continues what the centre has of a box. Order and sameness are judged by sequence
 * number and hash chain alone, never by time.
 */
final class Arrivals {
    /** Frames that a box may have unacknowledged. */
    static final int WINDOW = 8;

    private final Map<BoxId, BoxMarks> boxes;
    private final Set<Long> pastLives;
    private final Alarms alarms;
    private final Erasures erasures;

    Arrivals(Map<BoxId, BoxMarks> boxes, Set<Long> pastLives, Alarms alarms, Erasures erasures) {
        this.erasures = erasures;
        this.boxes = boxes;
        this.pastLives = pastLives;
        this.alarms = alarms;
    }

    /** @param feedsAhead whether the box has more of a feed than was published in this database */
    Decision<Welcome> decide(Greet greet, long incarnation, boolean feedsAhead, Moment moment) {
        var box = greet.box();
        var hello = greet.hello();
        var known = boxes.get(box);
        var changes = new ArrayList<Change>();
        var marks = known == null || known.nothing() ? begun(greet, known, changes) : known;
        String fork = fork(marks, hello);
        while (fork == null && marks.epoch() != hello.epoch() && whole(marks, hello)) {
            marks = turned(box, marks, hello, moment, changes);
            fork = fork(marks, hello);
        }
        if (fork != null) {
            alarms.raise(box.value(), AlarmCode.FORK, moment.millis(), fork).ifPresent(changes::add);
            return Decision.of(
                    new Welcome(incarnation, Verdict.FORK, marks.epoch(), marks.lanes(), WINDOW, marks.ended()),
                    changes);
        }
        alarms.takeBack(box.value(), AlarmCode.FORK, moment.millis()).ifPresent(changes::add);
        boolean rewind = marks.epoch() == hello.epoch()
                ? remembersMore(hello.memory(), marks)
                : !hello.memory().durable().isEmpty();
        long life = incarnation;
        long heard = hello.memory().incarnation();
        boolean lost = heard != 0 && heard != incarnation && !pastLives.contains(heard);
        if (feedsAhead || lost || (rewind && heard == incarnation)) {
            life = beginLife(box, lost ? heard : 0, moment, changes);
        }
        marks = overGaps(box, hello, marks, moment, changes);
        var verdict = rewind ? Verdict.REWIND : Verdict.OK;
        return Decision.of(new Welcome(life, verdict, marks.epoch(), marks.lanes(), WINDOW), changes);
    }

    /** Nothing is known of the box: the oldest epoch of which it still has something comes first. */
    private static BoxMarks begun(Greet greet, @Nullable BoxMarks known, List<Change> changes) {
        var hello = greet.hello();
        var ended = hello.memory().ended();
        long first =
                ended.isEmpty() ? hello.epoch() : ended.get(ended.size() - 1).epoch();
        if (known == null || known.epoch() != first) {
            changes.add(new EpochTaken(greet.box(), first));
        }
        return new BoxMarks(first, Map.of());
    }

    /** Whether all of an epoch that the box has ended is here, and shown: nobody looks back into it afterwards. */
    private static boolean whole(BoxMarks marks, Hello hello) {
        var end = end(hello, marks.epoch());
        return end != null
                && !marks.unprojected()
                && Stream.of(Lane.values())
                        .allMatch(lane ->
                                end.lane(lane).lseq() == marks.lane(lane).durable());
    }

    /** The epoch after the one that is here whole. */
    private static BoxMarks turned(BoxId box, BoxMarks marks, Hello hello, Moment moment, List<Change> changes) {
        var line = hello.memory().ended();
        long child = hello.epoch();
        for (var ended : line) {
            if (ended.epoch() == marks.epoch()) {
                changes.add(new EpochTurned(box, marks.epoch(), child, ended.reason(), moment.millis()));
                return marks.turned(child, ended.reason());
            }
            child = ended.epoch();
        }
        throw new AssertionError("no ended epoch " + marks.epoch() + " in " + hello);
    }

    private static @Nullable EndedEpoch end(Hello hello, long epoch) {
        return hello.memory().ended().stream()
                .filter(ended -> ended.epoch() == epoch)
                .findFirst()
                .orElse(null);
    }

    private static boolean remembersMore(Memory memory, BoxMarks marks) {
        return memory.durable().entrySet().stream()
                .anyMatch(heard -> heard.getValue() > marks.lane(heard.getKey()).durable());
    }

    /**
     * An acknowledgement leaves after the commit, so a box that knows of more, or of a life that is not remembered
     * here, knows a later state of this database.
     */
    private long beginLife(BoxId box, long lost, Moment moment, List<Change> changes) {
        var begun = new LifeBegun(moment.ids().get().getLeastSignificantBits(), lost);
        changes.add(begun);
        var why = "box " + box + " knows of more than this database has: it was set back; boxes send again";
        alarms.raise("", AlarmCode.CENTRE_SET_BACK, moment.millis(), why).ifPresent(changes::add);
        return begun.incarnation();
    }

    /** What the box no longer keeps and the centre has not is written down as lost; the lane goes on behind it. */
    private BoxMarks overGaps(BoxId box, Hello hello, BoxMarks marks, Moment moment, List<Change> changes) {
        var lost = new ArrayList<String>();
        var after = marks;
        var end = end(hello, marks.epoch());
        var floors = end == null ? hello.memory().floors() : end.floors();
        for (var lane : Lane.values()) {
            var floor = floors.get(lane);
            var mark = marks.lane(lane);
            if (floor != null && floor.lseq() > mark.durable()) {
                long first = mark.durable() + 1;
                changes.add(new FrameLanded(
                        box, marks.epoch(), lane, first, floor.lseq(), Bytes.EMPTY, floor.hash(), moment.millis()));
                after = after.with(lane, new Watermark(floor.lseq(), floor.hash(), mark.applied()));
                lost.add(lane + " " + first + " to " + floor.lseq());
            }
        }
        if (!lost.isEmpty()) {
            var what = "no longer kept by the box and never landed here: " + String.join(", ", lost);
            alarms.raise(box.value(), AlarmCode.GAP, moment.millis(), what).ifPresent(changes::add);
        }
        return after;
    }

    /** Why the box's history is not the one that the centre knows; null when it may go on. */
    private static @Nullable String fork(BoxMarks known, Hello hello) {
        var end = end(hello, known.epoch());
        if (known.epoch() != hello.epoch() && end == null) {
            return otherEpoch(known, hello.epoch());
        }
        var heads = end == null ? hello.heads() : end.heads();
        for (var lane : known.lanes().keySet()) {
            var mark = known.lane(lane);
            var head = heads.getOrDefault(lane, LaneHead.START);
            if (head.lseq() < mark.durable()) {
                return "lane " + lane + " ends at " + head.lseq() + ", the centre has " + mark.durable();
            }
            if (head.lseq() == mark.durable() && !head.hash().equals(mark.hash())) {
                return "lane " + lane + " has another hash at " + mark.durable();
            }
        }
        return null;
    }

    Decision<FrameReply> decide(LandFrame command, long incarnation, Moment moment) {
        var frame = command.frame();
        var box = command.box();
        var known = boxes.get(box);
        if (!frame.box().equals(box)) {
            return refuse(box, AlarmCode.FRAME_REFUSED, "the frame names box " + frame.box(), moment);
        }
        if (frame.lane() == Lane.CONTROL) {
            return refuse(box, AlarmCode.FRAME_REFUSED, "the control lane carries no frames", moment);
        }
        if (known != null && known.ended(frame.epoch()).isPresent()) {
            var end = known.ended(frame.epoch()).get().lane(frame.lane());
            var mark = new Watermark(end.lseq(), end.hash(), end.lseq());
            return Decision.of(new FrameReply(
                    Fate.DUPLICATE, incarnation, mark, 0, frame.entries().size(), ""));
        }
        if (known != null && known.epoch() != frame.epoch() && !known.nothing()) {
            return refuse(box, AlarmCode.FORK, otherEpoch(known, frame.epoch()), moment);
        }
        var changes = new ArrayList<Change>();
        var mark = taken(box, known, frame.epoch(), changes).lane(frame.lane());
        if (frame.firstLseq() > mark.durable() + 1) {
            return Decision.of(new FrameReply(Fate.GAP, incarnation, mark, 0, 0, ""));
        }
        if (frame.lastLseq() <= mark.durable()) {
            int repeated = frame.entries().size();
            return Decision.of(new FrameReply(Fate.DUPLICATE, incarnation, mark, 0, repeated, ""));
        }
        var hash = continued(frame, mark);
        if (hash == null) {
            var why = "the chain of lane " + frame.lane() + " breaks behind " + mark.durable();
            return refuse(box, AlarmCode.FRAME_REFUSED, why, moment);
        }
        changes.add(new FrameLanded(
                box,
                frame.epoch(),
                frame.lane(),
                mark.durable() + 1,
                frame.lastLseq(),
                erasures.landing(box, frame, mark, command.raw()),
                hash,
                moment.millis()));
        alarms.takeBack(box.value(), AlarmCode.FORK, moment.millis()).ifPresent(changes::add);
        int fresh = Math.toIntExact(frame.lastLseq() - mark.durable());
        int repeated = frame.entries().size() - fresh;
        var after = new Watermark(frame.lastLseq(), hash, mark.applied());
        return Decision.of(new FrameReply(Fate.LANDED, incarnation, after, fresh, repeated, ""), changes);
    }

    /** The lane's chain after the frame's entries behind {@code mark}; null when it is not the one the frame tells. */
    private static @Nullable Bytes continued(Frame frame, Watermark mark) {
        if (frame.firstLseq() == mark.durable() + 1
                && !frame.previous().equals(mark.hash().first(Frame.CHAIN_BYTES))) {
            return null;
        }
        var hash = mark.hash();
        for (var entry : frame.entries()) {
            if (entry.lseq() > mark.durable()) {
                hash = entry.hashAfter(hash);
            }
        }
        return frame.tail().equals(hash.first(Frame.CHAIN_BYTES)) ? hash : null;
    }

    /** The marks to go on from; adds the change that takes the epoch when it is new. */
    private static BoxMarks taken(BoxId box, @Nullable BoxMarks known, long epoch, List<Change> changes) {
        if (known != null && known.epoch() == epoch) {
            return known;
        }
        changes.add(new EpochTaken(box, epoch));
        return new BoxMarks(epoch, Map.of());
    }

    private Decision<FrameReply> refuse(BoxId box, AlarmCode code, String why, Moment moment) {
        var changes = new ArrayList<Change>();
        alarms.raise(box.value(), code, moment.millis(), why).ifPresent(changes::add);
        return Decision.of(new FrameReply(Fate.REFUSED, 0, Watermark.NONE, 0, 0, why), changes);
    }

    private static String otherEpoch(BoxMarks known, long epoch) {
        return "epoch " + Long.toHexString(epoch) + " came, the centre has " + Long.toHexString(known.epoch());
    }
}

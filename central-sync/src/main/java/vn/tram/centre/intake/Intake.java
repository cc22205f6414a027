package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.CheckpointKept;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.centre.intake.IntakeChange.EntriesErased;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.EpochTurned;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.FrameMended;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.TakenSeen;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.AskBehind;
import vn.tram.centre.intake.IntakeCommand.AskDiffering;
import vn.tram.centre.intake.IntakeCommand.AskEntries;
import vn.tram.centre.intake.IntakeCommand.AskIncidents;
import vn.tram.centre.intake.IntakeCommand.AskParked;
import vn.tram.centre.intake.IntakeCommand.AskUnprojected;
import vn.tram.centre.intake.IntakeCommand.Fate;
import vn.tram.centre.intake.IntakeCommand.FrameReply;
import vn.tram.centre.intake.IntakeCommand.Greet;
import vn.tram.centre.intake.IntakeCommand.HearCheckpoint;
import vn.tram.centre.intake.IntakeCommand.HearDigests;
import vn.tram.centre.intake.IntakeCommand.LandFrame;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.centre.intake.IntakeCommand.Progress;
import vn.tram.centre.intake.IntakeCommand.ProjectNext;
import vn.tram.centre.intake.IntakeCommand.ReportTrouble;
import vn.tram.centre.intake.IntakeCommand.TakeUp;
import vn.tram.centre.intake.IntakeCommand.TookUp;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Bytes;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.base.WardCode;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.trust.KeyRing;
import vn.tram.kernel.wire.Control.Ack;
import vn.tram.kernel.wire.Control.EntriesBack;
import vn.tram.kernel.wire.Control.Trouble;
import vn.tram.kernel.wire.Control.Verdict;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Control.Welcome;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.provisioning.wards.BoxName;

/** The feature's one face: decides, applies and answers from the state that the two parts beside it share. */
public final class Intake {
    private static final int MAX_DETAIL = 300;

    /** Frames that go back to a box in one message at most. */
    private static final int FRAMES_BACK = 64;

    /** And their bytes, unless one alone has more: about two seconds of a weak line. */
    private static final int BYTES_BACK = 16 * 1024;

    /** What only a box can tell. */
    private static final List<AlarmCode> TOLD = List.of(
            AlarmCode.FEED_REFUSED, AlarmCode.LANE_REFUSED, AlarmCode.ENTRY_DAMAGED, AlarmCode.DATABASE_SALVAGED);

    private final Set<WardCode> wards;
    private final IntakeBook book;
    private final Map<BoxId, BoxMarks> boxes = new HashMap<>();
    private final Alarms alarms = new Alarms();
    private final Checkpoints checkpoints;
    private final DayChecks days;
    private final Halls halls;
    private final Arrivals arrivals;
    private final Projection projection;
    private final Set<Long> pastLives = new HashSet<>();
    private final Erasures erasures;
    private final Parking parking;
    private final LandingScrub scrub;
    private long incarnation;

    /**
     * @param wards of this city; anybody else's boxes are not taken in
     * @param judge of what boxes sign
     * @param reader of entries
     * @param dictionaries with which frames may be packed; any thread
     */
    public Intake(
            Set<WardCode> wards,
            IntakeBook book,
            KeyRing.Judge judge,
            EventReader reader,
            Supplier<Dictionaries> dictionaries) {
        this.wards = Set.copyOf(wards);
        this.book = book;
        this.checkpoints = new Checkpoints(alarms, judge);
        this.days = new DayChecks(book, alarms);
        this.halls = new Halls(book);
        this.erasures = new Erasures(book, dictionaries);
        this.arrivals = new Arrivals(boxes, pastLives, alarms, erasures);
        this.projection = new Projection(book, halls, alarms, erasures, reader, dictionaries);
        this.parking = new Parking(book, alarms, reader, dictionaries);
        this.scrub = new LandingScrub(book, boxes, alarms, erasures, dictionaries);
    }

    /** @param feedsAhead whether the box has more of a feed than was ever published in this database */
    public Decision<Welcome> decide(Greet command, boolean feedsAhead, Moment moment) {
        return ours(command.box())
                ? and(
                        arrivals.decide(command, incarnation, feedsAhead, moment),
                        checkpoints.greeted(command.box(), command.hello(), moment))
                : Decision.refuse(IntakeRejection.UNKNOWN_BOX);
    }

    /** The answer to a copy of a box that is held back, whatever its journal. */
    public Welcome held(Greet greet, Verdict verdict) {
        var hello = greet.hello();
        var marks = marks(greet.box());
        var lanes = marks.epoch() == hello.epoch() ? marks.lanes() : Map.<Lane, Watermark>of();
        return new Welcome(incarnation, verdict, hello.epoch(), lanes, Arrivals.WINDOW);
    }

    /** An alarm that stands as long as what it says; the change that rings or takes back, if one is due. */
    public Optional<AlarmNoted> rings(BoxId box, AlarmCode code, boolean stands, String detail, Moment moment) {
        return stands
                ? alarms.raise(box.value(), code, moment.millis(), shortened(detail))
                : alarms.takeBack(box.value(), code, moment.millis());
    }

    public Decision<FrameReply> decide(LandFrame command, Moment moment) {
        if (!ours(command.box())) {
            return Decision.refuse(IntakeRejection.UNKNOWN_BOX);
        }
        var frame = command.frame();
        var before = marks(command.box()).lane(frame.lane());
        var decision = arrivals.decide(command, incarnation, moment);
        var reply = decision.reply();
        return reply == null || reply.fate() != Fate.LANDED
                ? decision
                : and(decision, checkpoints.landed(command.box(), frame, before, moment));
    }

    public Decision<Boolean> decide(HearCheckpoint command, Moment moment) {
        if (!ours(command.box())) {
            return Decision.refuse(IntakeRejection.UNKNOWN_BOX);
        }
        var changes = checkpoints.heard(command.box(), command.checkpoint(), marks(command.box()), moment);
        return Decision.of(changes.stream().anyMatch(change -> change instanceof CheckpointKept), changes);
    }

    public Decision<Boolean> decide(HearDigests command, Moment moment) {
        if (!ours(command.box())) {
            return Decision.refuse(IntakeRejection.UNKNOWN_BOX);
        }
        if (!DayChecks.ready(command.told(), marks(command.box()))) {
            return Decision.of(false);
        }
        try {
            return Decision.of(true, days.compare(command.box(), command.told(), moment));
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
    }

    public Decision<TookUp> decide(TakeUp command, Moment moment) {
        return parking.decide(command, marks(command.box()), moment);
    }

    public Decision<List<ParkedLane>> decide(AskParked question) {
        try {
            return Decision.of(book.parkedLanes());
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
    }

    public Decision<List<Integer>> decide(AskDiffering question) {
        return Decision.of(days.differing(question.box()));
    }

    private static <R> Decision<R> and(Decision<R> decision, List<Change> more) {
        if (more.isEmpty() || decision.reply() == null) {
            return decision;
        }
        var changes = new ArrayList<>(decision.changes());
        changes.addAll(more);
        return new Decision<>(changes, decision.reply(), null);
    }

    public Decision<List<Ack>> decide(AskBehind question) {
        var beat = question.beat();
        var marks = marks(question.box());
        if (!ours(question.box())) {
            return Decision.of(List.of());
        }
        if (marks.epoch() != beat.epoch() && !marks.nothing()) {
            var mark = marks.lane(Lane.URGENT); // of another epoch: the box greets anew when it hears of it
            return Decision.of(
                    List.of(new Ack(incarnation, marks.epoch(), Lane.URGENT, mark.durable(), mark.applied())));
        }
        return Decision.of(beat.heads().entrySet().stream()
                .filter(head -> head.getValue() > marks.lane(head.getKey()).durable())
                .sorted(Map.Entry.comparingByKey())
                .map(head -> {
                    var mark = marks.lane(head.getKey());
                    return new Ack(incarnation, beat.epoch(), head.getKey(), mark.durable(), mark.applied());
                })
                .toList());
    }

    /** Whatever epoch it names: the log is asked for this box's alone. */
    public Decision<EntriesBack> decide(AskEntries question) {
        var fetch = question.fetch();
        var frames = new ArrayList<Bytes>();
        long upTo = fetch.after();
        int bytes = 0;
        try {
            for (var frame : book.landed(question.box(), fetch.epoch(), fetch.lane(), upTo, FRAMES_BACK)) {
                if (!frames.isEmpty() && bytes + frame.raw().size() > BYTES_BACK) {
                    break;
                }
                frames.add(frame.raw());
                bytes += frame.raw().size();
                upTo = frame.lastLseq();
            }
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
        return Decision.of(new EntriesBack(fetch.epoch(), fetch.lane(), fetch.after(), upTo, frames));
    }

    /** Looks through what landed, and mends it. */
    public LandingScrub scrub() {
        return scrub;
    }

    public Decision<Progress> decide(ProjectNext command, Moment moment) {
        var marks = boxes.get(command.box());
        return marks == null
                ? Decision.refuse(IntakeRejection.UNKNOWN_BOX)
                : projection.decide(command.box(), marks, incarnation, moment);
    }

    public Decision<List<BoxId>> decide(AskUnprojected question) {
        return Decision.of(boxes.keySet().stream()
                .filter(box -> marks(box).unprojected())
                .sorted()
                .toList());
    }

    public Decision<List<Alarm>> decide(AskIncidents question, Moment moment) {
        return Decision.of(alarms.standing(moment.day()));
    }

    public Decision<Boolean> decide(ReportTrouble report, Moment moment) {
        Optional<AlarmNoted> change = alarms.raise(report.scope(), report.code(), moment.millis(), report.detail());
        return Decision.of(change.isPresent(), change.map(List::<Change>of).orElse(List.of()));
    }

    /** What a box says of troubles that the centre cannot see: the alarm stands as long as it says so. */
    public List<AlarmNoted> told(BoxId box, List<Trouble> troubles, Moment moment) {
        return TOLD.stream()
                .flatMap(code -> told(box, code, troubles, moment).stream())
                .toList();
    }

    private Optional<AlarmNoted> told(BoxId box, AlarmCode code, List<Trouble> troubles, Moment moment) {
        var words = troubles.stream()
                .filter(trouble -> AlarmCode.ofTrouble(trouble.code()) == code)
                .map(trouble -> (trouble.code() + ' ' + trouble.about()).strip())
                .collect(Collectors.joining("; "));
        return words.isEmpty()
                ? alarms.takeBack(box.value(), code, moment.millis())
                : alarms.raise(box.value(), code, moment.millis(), shortened(words));
    }

    private static String shortened(String words) {
        return words.length() <= MAX_DETAIL ? words : words.substring(0, MAX_DETAIL);
    }

    public void apply(IntakeChange change) {
        if (change instanceof LifeBegun begun) {
            pastLives.add(incarnation);
            pastLives.add(begun.lost());
            incarnation = begun.incarnation();
        } else if (change instanceof EpochTaken taken) {
            boxes.put(taken.box(), new BoxMarks(taken.epoch(), Map.of()));
        } else if (change instanceof EpochTurned turned) {
            boxes.put(turned.box(), marks(turned.box()).turned(turned.child(), turned.reason()));
        } else if (change instanceof FrameLanded landed) {
            var before = marks(landed.box()).lane(landed.lane());
            mark(landed.box(), landed.lane(), new Watermark(landed.lastLseq(), landed.hash(), before.applied()));
        } else if (change instanceof EntriesProjected projected) {
            halls.apply(projected);
            var before = marks(projected.box()).lane(projected.lane());
            mark(projected.box(), projected.lane(), new Watermark(before.durable(), before.hash(), projected.upTo()));
        } else if (change instanceof EntriesErased erased) {
            erasures.apply(erased);
        } else if (change instanceof FrameMended) {
            return; // the log alone is concerned: what was shown of it was right already
        } else if (change instanceof CheckpointKept kept) {
            checkpoints.apply(kept);
        } else if (change instanceof TakenUp taken) {
            halls.forget(taken.box(), taken.day());
        } else if (change instanceof DayCompared compared) {
            days.apply(compared);
        } else if (change instanceof AlarmNoted noted) {
            alarms.put(noted.alarm());
        } else if (change instanceof TakenSeen seen) {
            boxes.put(seen.box(), seen.marks());
            seen.alarms().forEach(alarms::put);
            halls.forget(seen.box());
        } else {
            throw new AssertionError(change);
        }
    }

    public void reload() throws StoreFailure {
        var stored = book.intake();
        incarnation = stored.incarnation();
        pastLives.clear();
        pastLives.addAll(stored.pastLives());
        boxes.clear();
        boxes.putAll(stored.boxes());
        alarms.reset(stored.alarms());
        checkpoints.reset(stored.claims());
        days.reset(stored.differing());
        erasures.reset(stored.erased());
        halls.forget();
    }

    /** How far the centre has a box's journal; epoch 0 and no lane when nothing of it came. */
    public BoxMarks marks(BoxId box) {
        return boxes.getOrDefault(box, new BoxMarks(0, Map.of()));
    }

    /** A box's hall today; for reading, on the core's thread, before the next command. */
    public HallDay hall(BoxId box, int today) throws StoreFailure {
        halls.trim(box, today);
        return halls.at(box, today);
    }

    /** Alarms of a box that count on a business day. */
    public int alarms(BoxId box, int day) {
        return alarms.standing(box, day);
    }

    /** All that count on a business day, also those of no box. */
    public int alarms(int day) {
        return alarms.standing(day).size();
    }

    /** Whether a name is that of a box of a ward of this city. */
    public boolean ours(BoxId box) {
        return BoxName.parse(box).map(name -> wards.contains(name.ward())).orElse(false);
    }

    private void mark(BoxId box, Lane lane, Watermark mark) {
        boxes.put(box, marks(box).with(lane, mark));
    }
}

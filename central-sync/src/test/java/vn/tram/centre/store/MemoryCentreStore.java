package vn.tram.centre.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import vn.tram.centre.enrol.EnrolBook;
import vn.tram.centre.enrol.Papers;
import vn.tram.centre.enrol.PapersNoted;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.centre.instances.InstanceBook;
import vn.tram.centre.instances.InstanceChange;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxClaim;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
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
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.ParkedLane;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.Watermark;

/**
 * The centre's store in memory: what is written and not committed is undone by {@link #recover}, as by a crash. For
 * tests and for the simulation; one thread.
 */
public final class MemoryCentreStore
        implements Ledger, IntakeBook, InstanceBook, FleetBook, FeedShelf, EnrolBook, WardHistory {
    private record LaneKey(BoxId box, long epoch, Lane lane) {}

    private record CheckKey(BoxId box, String table, int day) {}

    private record TurnKey(BoxId box, long child) {}

    private record AlarmKey(String scope, AlarmCode code) {}

    private final long firstIncarnation;
    private final long firstFeedEpoch;
    private final List<List<Landing>> transactions = new ArrayList<>();
    private final List<Landing> pending = new ArrayList<>();
    private long incarnation;
    private long feedEpoch;
    private final Undo undo = new Undo();
    private final Map<Long, Boolean> pastLives = new HashMap<>();
    private final Map<BoxId, Long> epochs = new HashMap<>();
    private final Map<TurnKey, EpochTurned> turns = new HashMap<>();
    private final Map<LaneKey, Watermark> marks = new HashMap<>();
    private final Map<LaneKey, TreeMap<Long, LandedFrame>> landings = new HashMap<>();
    private final MemoryTickets tickets = new MemoryTickets(undo);
    private final MemoryAside aside = new MemoryAside(undo);
    private final Map<AlarmKey, Alarm> alarms = new HashMap<>();
    private final Map<BoxId, BoxClaim> claims = new HashMap<>();
    private final Map<CheckKey, DayCompared> days = new HashMap<>();
    private final Map<BoxId, BoxRow> boxes = new HashMap<>();
    private final MemoryFeeds feeds = new MemoryFeeds(undo);
    private final MemoryInstances instances = new MemoryInstances(undo);
    private final MemoryPapers papers = new MemoryPapers(undo);
    private int failures;

    /** A new, empty database. */
    public MemoryCentreStore(RandomGenerator chance) {
        this.firstIncarnation = chance.nextLong();
        this.firstFeedEpoch = chance.nextLong();
        this.incarnation = firstIncarnation;
        this.feedEpoch = firstFeedEpoch;
    }

    /** Transactions committed so far. */
    public int transactions() {
        return transactions.size();
    }

    /** What an old copy holds: only the first {@code kept} transactions were ever made. */
    public void setBack(int kept) {
        recover();
        var old = List.copyOf(transactions.subList(0, Math.min(kept, transactions.size())));
        List.of(pastLives, epochs, turns, marks, landings, alarms, claims, days, boxes)
                .forEach(Map::clear);
        feeds.clear();
        tickets.clear();
        instances.clear();
        papers.clear();
        aside.clear();
        transactions.clear();
        incarnation = firstIncarnation;
        feedEpoch = firstFeedEpoch;
        for (var landed : old) {
            try {
                for (var landing : landed) {
                    write(new Written.Landed(landing));
                }
            } catch (StoreFailure impossible) {
                throw new AssertionError("these were written before", impossible);
            }
            settle();
        }
    }

    /** Makes the next {@code count} commits fail. */
    public void failCommits(int count) {
        failures = count;
    }

    /** Bytes on the disk change while they lie still: the frame that begins there is this now. */
    public void damage(BoxId box, long epoch, Lane lane, LandedFrame now) {
        landings.getOrDefault(new LaneKey(box, epoch, lane), new TreeMap<>()).replace(now.firstLseq(), now);
    }

    /** Entries kept apart because their type is unknown. */
    public List<Parked> parked() {
        return aside.parked();
    }

    /** Entries kept apart because they are broken. */
    public List<Quarantined> quarantined() {
        return aside.quarantined();
    }

    @Override
    public Recovered recover() {
        undo.run();
        pending.clear();
        long at = boxes.values().stream().mapToLong(BoxRow::heardAt).max().orElse(0);
        return new Recovered(new JournalHead(0, 0, at, LaneHead.START.hash(), Map.of()), List.of());
    }

    @Override
    public void write(Written change) throws StoreFailure {
        if (!(change instanceof Written.Landed landed)) {
            throw new AssertionError(change);
        }
        land(landed.landing());
        pending.add(landed.landing());
    }

    @Override
    public void commit() throws StoreFailure {
        if (failures > 0) {
            failures--;
            throw new StoreFailure("the disk of this test is full");
        }
        settle();
    }

    private void settle() {
        undo.clear();
        if (!pending.isEmpty()) {
            transactions.add(List.copyOf(pending));
            pending.clear();
        }
    }

    private void land(Landing landing) throws StoreFailure {
        if (landing instanceof LifeBegun begun) {
            long old = incarnation;
            incarnation = begun.incarnation();
            undo.push(() -> incarnation = old);
            undo.put(pastLives, old, true);
            if (begun.lost() != 0) {
                undo.put(pastLives, begun.lost(), true);
            }
        } else if (landing instanceof EpochTaken taken) {
            undo.put(epochs, taken.box(), taken.epoch());
        } else if (landing instanceof EpochTurned turned) {
            unique(epochs.getOrDefault(turned.box(), 0L) == turned.parent(), landing);
            undo.put(epochs, turned.box(), turned.child());
            undo.put(turns, new TurnKey(turned.box(), turned.child()), turned);
        } else if (landing instanceof FrameLanded landed) {
            var key = new LaneKey(landed.box(), landed.epoch(), landed.lane());
            var log = landings.computeIfAbsent(key, none -> new TreeMap<>());
            var frame = new LandedFrame(landed.firstLseq(), landed.lastLseq(), landed.raw(), landed.hash());
            unique(!log.containsKey(landed.firstLseq()), landing);
            undo.put(log, landed.firstLseq(), frame);
            long applied = marks.getOrDefault(key, Watermark.NONE).applied();
            undo.put(marks, key, new Watermark(landed.lastLseq(), landed.hash(), applied));
        } else if (landing instanceof FrameMended mended) {
            var log = landings.getOrDefault(new LaneKey(mended.box(), mended.epoch(), mended.lane()), new TreeMap<>());
            var before = Objects.requireNonNull(log.get(mended.firstLseq()));
            undo.put(log, mended.firstLseq(), before.mended(mended.raw(), mended.hash()));
        } else if (landing instanceof EntriesErased erased) {
            aside.write(erased);
        } else if (landing instanceof EntriesProjected projected) {
            project(projected);
        } else if (landing instanceof TakenUp taken) {
            takeUp(taken);
        } else if (landing instanceof DayCompared day) {
            undo.put(days, new CheckKey(day.box(), day.table(), day.day()), day);
        } else if (landing instanceof CheckpointKept kept) {
            undo.put(claims, kept.box(), kept.claim());
        } else if (landing instanceof AlarmNoted noted) {
            undo.put(alarms, new AlarmKey(noted.alarm().scope(), noted.alarm().code()), noted.alarm());
        } else if (landing instanceof InstanceChange change) {
            instances.write(change);
        } else if (landing instanceof BoxNoted noted) {
            undo.put(boxes, noted.row().box(), noted.row());
        } else if (landing instanceof PapersNoted noted) {
            papers.write(noted);
        } else {
            feeds.write(landing);
        }
    }

    private void project(EntriesProjected projected) throws StoreFailure {
        for (var item : projected.items()) {
            if (item instanceof Shown shown && shown.event() instanceof QueueEvent event) {
                tickets.show(projected.box(), event, shown.entry());
            }
        }
        aside.write(projected);
        var key = new LaneKey(projected.box(), projected.epoch(), projected.lane());
        var mark = marks.get(key);
        unique(mark != null, projected);
        if (mark != null) {
            undo.put(marks, key, new Watermark(mark.durable(), mark.hash(), projected.upTo()));
        }
    }

    private void takeUp(TakenUp taken) throws StoreFailure {
        aside.write(taken);
        if (taken.day() == TakenUp.NO_DAY) {
            return;
        }
        tickets.forget(taken.box(), taken.day());
        for (var shown : taken.shown()) {
            if (shown.event() instanceof QueueEvent event) {
                tickets.show(taken.box(), event, shown.entry());
            }
        }
    }

    @Override
    public List<Entry> parked(BoxId box, long epoch, Lane lane, long afterLseq, int max) {
        return aside.parked(box, epoch, lane, afterLseq, max);
    }

    @Override
    public List<ParkedLane> parkedLanes() {
        return aside.lanes(epochs);
    }

    static void unique(boolean holds, Object what) throws StoreFailure {
        if (!holds) {
            throw new StoreFailure("a constraint forbids " + what);
        }
    }

    @Override
    public IntakeBook.Stored intake() {
        var all = new HashMap<BoxId, BoxMarks>();
        epochs.forEach((box, epoch) -> all.put(box, new BoxMarks(epoch, lanes(box, epoch), ended(box, epoch))));
        return new IntakeBook.Stored(
                incarnation,
                pastLives.keySet(),
                all,
                List.copyOf(alarms.values()),
                claims,
                differing(),
                aside.erased());
    }

    private Map<Lane, Watermark> lanes(BoxId box, long epoch) {
        var lanes = new EnumMap<Lane, Watermark>(Lane.class);
        for (var lane : Lane.values()) {
            var mark = marks.get(new LaneKey(box, epoch, lane));
            if (mark != null) {
                lanes.put(lane, mark);
            }
        }
        return lanes;
    }

    private List<EndedEpoch> ended(BoxId box, long epoch) {
        var line = new ArrayList<EndedEpoch>();
        var turn = turns.get(new TurnKey(box, epoch));
        while (turn != null && line.size() < EndedEpoch.MOST) {
            var heads = new EnumMap<Lane, LaneHead>(Lane.class);
            lanes(box, turn.parent())
                    .forEach((lane, mark) -> heads.put(lane, new LaneHead(mark.durable(), mark.hash())));
            line.add(new EndedEpoch(turn.parent(), heads, turn.reason()));
            turn = turns.get(new TurnKey(box, turn.parent()));
        }
        return line;
    }

    private List<DayCompared> differing() {
        return days.values().stream().filter(day -> !day.same()).toList();
    }

    /** Every comparison as it was last made. */
    public List<DayCompared> compared() {
        return List.copyOf(days.values());
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) {
        var log = landings.getOrDefault(new LaneKey(box, epoch, lane), new TreeMap<>());
        var first = log.floorKey(afterLseq);
        return (first == null ? log : log.tailMap(first))
                .values().stream()
                        .filter(frame -> frame.lastLseq() > afterLseq)
                        .limit(max)
                        .toList();
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) {
        return tickets.of(box, day);
    }

    @Override
    public InstanceBook.Stored instances() {
        return instances.stored();
    }

    @Override
    public Map<BoxId, Papers> papers() {
        return papers.stored();
    }

    @Override
    public List<BoxRow> boxes() {
        return List.copyOf(boxes.values());
    }

    @Override
    public FeedShelf.Stored feeds() {
        return feeds.stored(feedEpoch);
    }

    @Override
    public Collection<Ticket> ticketsOf(BoxId box, int day) {
        return tickets(box, day);
    }

    @Override
    public List<Integer> daysOf(BoxId box, int max) {
        return tickets.days(box, max);
    }

    /** Every change that is committed, for invariants: the durable marks of a box by lane. */
    public Map<Lane, Watermark> marks(BoxId box) {
        return intake().boxes().getOrDefault(box, new BoxMarks(0, Map.of())).lanes();
    }

    /** The landed frames of a lane, in order, for invariants. */
    public List<LandedFrame> frames(BoxId box, long epoch, Lane lane) {
        return landed(box, epoch, lane, 0, Integer.MAX_VALUE);
    }
}

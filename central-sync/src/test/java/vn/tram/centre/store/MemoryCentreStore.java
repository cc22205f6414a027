package vn.tram.centre.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.feeds.FeedBorn;
import vn.tram.centre.feeds.FeedLife;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.feeds.FeedTold;
import vn.tram.centre.feeds.RowsPublished;
import vn.tram.centre.fleet.BoxNoted;
import vn.tram.centre.fleet.BoxRow;
import vn.tram.centre.fleet.FleetBook;
import vn.tram.centre.fleet.WardHistory;
import vn.tram.centre.intake.Alarm;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.intake.IntakeBook;
import vn.tram.centre.intake.IntakeChange.AlarmNoted;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.EpochTaken;
import vn.tram.centre.intake.IntakeChange.FrameLanded;
import vn.tram.centre.intake.IntakeChange.LifeBegun;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.QueueFacts;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.core.Ledger;
import vn.tram.kernel.core.Written;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.JournalHead;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.LaneHead;
import vn.tram.kernel.wire.Control.FeedRow;
import vn.tram.kernel.wire.Control.Watermark;

/**
 * The centre's store in memory: what is written and not committed is undone by {@link #recover}, as by a crash. For
 * tests and for the simulation; one thread.
 */
public final class MemoryCentreStore implements Ledger, IntakeBook, FleetBook, FeedShelf, WardHistory {
    private record LaneKey(BoxId box, long epoch, Lane lane) {}

    private record AlarmKey(String scope, AlarmCode code) {}

    private record Copy(BoxId box, String feed) {}

    private record DayKey(BoxId box, int day) {}

    private record Fact(QueueEvent event, long at, long lsn) {}

    private final long firstIncarnation;
    private final long firstFeedEpoch;
    private final List<List<Landing>> transactions = new ArrayList<>();
    private final List<Landing> pending = new ArrayList<>();
    private long incarnation;
    private long feedEpoch;
    private final ArrayDeque<Runnable> undo = new ArrayDeque<>();
    private final Map<Long, Boolean> pastLives = new HashMap<>();
    private final Map<BoxId, Long> epochs = new HashMap<>();
    private final Map<LaneKey, Watermark> marks = new HashMap<>();
    private final Map<LaneKey, TreeMap<Long, LandedFrame>> landings = new HashMap<>();
    private final Map<DayKey, List<Fact>> facts = new HashMap<>();
    private final Map<BoxId, Set<TicketKey>> keys = new HashMap<>();
    private final List<Parked> parked = new ArrayList<>();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final Map<AlarmKey, Alarm> alarms = new HashMap<>();
    private final Map<BoxId, BoxRow> boxes = new HashMap<>();
    private final Map<String, Map<String, FeedRow>> feeds = new HashMap<>();
    private final Map<String, Map<String, Long>> feedTimes = new HashMap<>();
    private final Map<String, FeedLife> lives = new HashMap<>();
    private final Map<Copy, FeedTold> told = new HashMap<>();
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
        List.of(pastLives, epochs, marks, landings, facts, keys, alarms, boxes, feeds, feedTimes, told, lives)
                .forEach(Map::clear);
        List.of(parked, quarantined, transactions).forEach(List::clear);
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

    /** Entries kept apart because their type is unknown. */
    public List<Parked> parked() {
        return List.copyOf(parked);
    }

    /** Entries kept apart because they are broken. */
    public List<Quarantined> quarantined() {
        return List.copyOf(quarantined);
    }

    @Override
    public Recovered recover() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
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
            long oldIncarnation = incarnation;
            incarnation = begun.incarnation();
            undo.push(() -> {
                incarnation = oldIncarnation;
            });
            put(pastLives, oldIncarnation, true);
            if (begun.lost() != 0) {
                put(pastLives, begun.lost(), true);
            }
        } else if (landing instanceof EpochTaken taken) {
            put(epochs, taken.box(), taken.epoch());
        } else if (landing instanceof FrameLanded landed) {
            var key = new LaneKey(landed.box(), landed.epoch(), landed.lane());
            var log = landings.computeIfAbsent(key, none -> new TreeMap<>());
            unique(!log.containsKey(landed.firstLseq()), landing);
            put(log, landed.firstLseq(), new LandedFrame(landed.firstLseq(), landed.lastLseq(), landed.raw()));
            long applied = marks.getOrDefault(key, Watermark.NONE).applied();
            put(marks, key, new Watermark(landed.lastLseq(), landed.hash(), applied));
        } else if (landing instanceof EntriesProjected projected) {
            project(projected);
        } else if (landing instanceof AlarmNoted noted) {
            put(alarms, new AlarmKey(noted.alarm().scope(), noted.alarm().code()), noted.alarm());
        } else if (landing instanceof BoxNoted noted) {
            put(boxes, noted.row().box(), noted.row());
        } else if (landing instanceof RowsPublished published) {
            var rows = feeds.computeIfAbsent(published.feed(), none -> new HashMap<>());
            var times = feedTimes.computeIfAbsent(published.feed(), none -> new HashMap<>());
            for (var row : published.rows()) {
                put(rows, row.key(), row);
                put(times, row.key(), published.at());
            }
        } else if (landing instanceof FeedBorn born) {
            put(lives, born.feed(), born.life());
            var rows = feeds.computeIfAbsent(born.feed(), none -> new HashMap<>());
            var times = feedTimes.getOrDefault(born.feed(), Map.of());
            for (var row : List.copyOf(rows.values())) {
                if (row.tombstone() && times.getOrDefault(row.key(), 0L) < born.goneBefore()) {
                    rows.remove(row.key());
                    undo.push(() -> rows.put(row.key(), row));
                }
            }
        } else if (landing instanceof FeedTold said) {
            put(told, new Copy(said.box(), said.feed()), said);
        } else {
            throw new AssertionError(landing);
        }
    }

    private void project(EntriesProjected projected) throws StoreFailure {
        for (var item : projected.items()) {
            if (item instanceof Shown shown && shown.event() instanceof QueueEvent event) {
                show(
                        projected.box(),
                        new Fact(event, shown.entry().at(), shown.entry().lsn()));
            } else if (item instanceof Parked entry) {
                add(parked, entry);
            } else if (item instanceof Quarantined entry) {
                add(quarantined, entry);
            }
        }
        var key = new LaneKey(projected.box(), projected.epoch(), projected.lane());
        var mark = marks.get(key);
        unique(mark != null, projected);
        if (mark != null) {
            put(marks, key, new Watermark(mark.durable(), mark.hash(), projected.upTo()));
        }
    }

    /** As the real table: a number is given once, and what changes must exist. */
    private void show(BoxId box, Fact fact) throws StoreFailure {
        var known = keys.computeIfAbsent(box, none -> new HashSet<>());
        if (fact.event() instanceof QueueEvent.TicketIssued issued) {
            unique(known.add(issued.key()), issued);
            undo.push(() -> known.remove(issued.key()));
        } else {
            unique(QueueFacts.ticket(fact.event()).map(known::contains).orElse(true), fact);
        }
        add(facts.computeIfAbsent(new DayKey(box, QueueFacts.day(fact.event())), none -> new ArrayList<>()), fact);
    }

    private static void unique(boolean holds, Object what) throws StoreFailure {
        if (!holds) {
            throw new StoreFailure("a constraint forbids " + what);
        }
    }

    private <K, V> void put(Map<K, V> map, K key, V value) {
        @Nullable V before = map.put(key, value);
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    private <T> void add(List<T> list, T element) {
        list.add(element);
        undo.push(() -> list.remove(list.size() - 1));
    }

    @Override
    public IntakeBook.Stored intake() {
        var all = new HashMap<BoxId, BoxMarks>();
        epochs.forEach((box, epoch) -> {
            var lanes = new EnumMap<Lane, Watermark>(Lane.class);
            for (var lane : Lane.values()) {
                var mark = marks.get(new LaneKey(box, epoch, lane));
                if (mark != null) {
                    lanes.put(lane, mark);
                }
            }
            all.put(box, new BoxMarks(epoch, lanes));
        });
        return new IntakeBook.Stored(incarnation, pastLives.keySet(), all, List.copyOf(alarms.values()));
    }

    @Override
    public List<LandedFrame> landed(BoxId box, long epoch, Lane lane, long afterLseq, int max) {
        return landings.getOrDefault(new LaneKey(box, epoch, lane), new TreeMap<>()).values().stream()
                .filter(frame -> frame.lastLseq() > afterLseq)
                .limit(max)
                .toList();
    }

    @Override
    public Collection<Ticket> tickets(BoxId box, int day) {
        var hall = new HallDay(day);
        facts.getOrDefault(new DayKey(box, day), List.of())
                .forEach(fact -> hall.apply(fact.event(), fact.at(), fact.lsn()));
        return List.copyOf(hall.tickets());
    }

    @Override
    public List<BoxRow> boxes() {
        return List.copyOf(boxes.values());
    }

    @Override
    public FeedShelf.Stored feeds() {
        var rows = new HashMap<String, List<FeedRow>>();
        feeds.forEach((feed, byKey) -> rows.put(
                feed,
                byKey.values().stream()
                        .sorted(Comparator.comparingLong(FeedRow::offset))
                        .toList()));
        var gone = new HashMap<String, Map<String, Long>>();
        feeds.forEach((feed, byKey) -> byKey.values().stream()
                .filter(FeedRow::tombstone)
                .forEach(row -> gone.computeIfAbsent(feed, none -> new HashMap<>())
                        .put(row.key(), feedTimes.getOrDefault(feed, Map.of()).getOrDefault(row.key(), 0L))));
        return new FeedShelf.Stored(feedEpoch, lives, rows, gone, List.copyOf(told.values()));
    }

    @Override
    public Collection<Ticket> ticketsOf(BoxId box, int day) {
        return tickets(box, day);
    }

    @Override
    public List<Integer> daysOf(BoxId box, int max) {
        return facts.keySet().stream()
                .filter(key -> key.box().equals(box) && !tickets(box, key.day()).isEmpty())
                .map(DayKey::day)
                .sorted(Comparator.reverseOrder())
                .limit(max)
                .toList();
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

package vn.tram.system.sim.check;

import static vn.tram.system.sim.check.Invariant.CENTRE_HOLDS_A_PREFIX;
import static vn.tram.system.sim.check.Invariant.DAYS_ARE_COMPARED;
import static vn.tram.system.sim.check.Invariant.EVERYTHING_ARRIVES;
import static vn.tram.system.sim.check.Invariant.FEEDS_ARRIVE;
import static vn.tram.system.sim.check.Invariant.FOLD_EQUALS_TABLES;
import static vn.tram.system.sim.check.Invariant.LOST_COMES_BACK;
import static vn.tram.system.sim.check.Invariant.NO_FALSE_ALARM;
import static vn.tram.system.sim.check.Invariant.PICTURE_IS_RIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.centre.feeds.FeedLife;
import vn.tram.centre.feeds.FeedShelf;
import vn.tram.centre.fleet.WardToday;
import vn.tram.centre.fleet.WardView;
import vn.tram.centre.intake.AlarmCode;
import vn.tram.centre.intake.BoxMarks;
import vn.tram.centre.store.MemoryCentreStore;
import vn.tram.edge.store.MemoryBoxStore;
import vn.tram.edge.sync.LineState;
import vn.tram.firmware.catalogue.FeedNames;
import vn.tram.firmware.catalogue.GroupRow;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventTypes;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.hall.Ticket;
import vn.tram.kernel.hall.TicketState;
import vn.tram.kernel.journal.EndedEpoch;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.journal.Stamped;
import vn.tram.kernel.wire.FrameCodec;
import vn.tram.provisioning.wards.BoxName;

/** What must be true where nothing is going on: at a start, and once all is healed and quiet. */
public final class AtRest {
    /** What a box holds before its first day. */
    private static final int NO_DAY = -1;

    private final Findings findings;
    private final BoxId box;
    private final MemoryBoxStore ours;
    private final MemoryCentreStore centre;

    /**
     * @param ours the box's disk
     * @param centre the centre's disk
     */
    public AtRest(Findings findings, BoxId box, MemoryBoxStore ours, MemoryCentreStore centre) {
        this.findings = findings;
        this.box = box;
        this.ours = ours;
        this.centre = centre;
    }

    /** The fold in the process, the ticket table and the journal replayed from its beginning are one. */
    public static void foldEqualsTables(Findings findings, BoxId box, MemoryBoxStore ours, HallDay today) {
        var replayed = replay(ours.journal());
        for (var hall : replayed.values()) {
            same(findings, FOLD_EQUALS_TABLES, box, "table", hall.sorted(), ours.ticketRows(hall.day()));
        }
        var last =
                replayed.isEmpty() ? new HallDay(NO_DAY) : replayed.lastEntry().getValue();
        findings.require(last.day() == today.day(), FOLD_EQUALS_TABLES, box.value(), "another day", today.day());
        same(findings, FOLD_EQUALS_TABLES, box, "memory", last.sorted(), today.sorted());
        findings.require(
                last.counters().equals(today.counters()) && last.calls().equals(today.calls()),
                FOLD_EQUALS_TABLES,
                box.value(),
                "counters or calls differ:",
                last.counters(),
                today.counters());
    }

    private static NavigableMap<Integer, HallDay> replay(List<Stamped> journal) {
        var days = new TreeMap<Integer, HallDay>();
        for (var stamped : journal) {
            var entry = stamped.entry();
            try {
                if (EventTypes.decode(entry).orElseThrow() instanceof QueueEvent event) {
                    if (event instanceof QueueEvent.DayOpened opened) {
                        days.put(opened.day(), new HallDay(opened.day())); // after a turn told anew, and whole
                    }
                    days.computeIfAbsent(QueueFacts.day(event), HallDay::new).apply(event, entry.at(), entry.lsn());
                }
            } catch (BadForm broken) {
                throw new AssertionError(broken);
            }
        }
        return days;
    }

    private static void same(
            Findings findings, Invariant invariant, BoxId box, String what, List<Ticket> wanted, List<Ticket> actual) {
        if (!wanted.equals(actual)) {
            for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
                var left = i < wanted.size() ? wanted.get(i) : null;
                var right = i < actual.size() ? actual.get(i) : null;
                if (left == null || !left.equals(right)) {
                    findings.require(false, invariant, box.value(), what, "has", right, "and the journal", left);
                    return;
                }
            }
        }
    }

    /** Every entry is at the centre, durable and shown, byte for byte, and the box knows it. */
    public void arrived(BoxMarks marks, LineState line) {
        var head = ours.head();
        findings.require(marks.epoch() == head.epoch(), EVERYTHING_ARRIVES, box.value(), "another epoch", marks);
        head.lanes().forEach((lane, at) -> {
            var mark = marks.lane(lane);
            findings.require(
                    mark.durable() == at.lseq()
                            && mark.applied() == at.lseq()
                            && mark.hash().equals(at.hash()),
                    EVERYTHING_ARRIVES,
                    box.value(),
                    lane,
                    "of",
                    at.lseq(),
                    "the centre has",
                    mark);
            sameEntries(head.epoch(), lane, ours.read(lane, 1, Integer.MAX_VALUE));
        });
        var there = marks.ended().stream().map(EndedEpoch::epoch).toList();
        var here = ours.ended().stream().map(EndedEpoch::epoch).toList();
        findings.require(here.equals(there), EVERYTHING_ARRIVES, box.value(), "epochs", here, "at the centre", there);
        for (var ended : ours.ended()) {
            try {
                for (var lane : ended.heads().keySet()) {
                    sameEntries(ended.epoch(), lane, ours.ended(ended.epoch()).read(lane, 1, Integer.MAX_VALUE));
                }
            } catch (StoreFailure impossible) {
                throw new AssertionError(impossible);
            }
        }
        findings.require(
                line.state() == LineState.Connection.ONLINE && line.unsent() == 0,
                EVERYTHING_ARRIVES,
                box.value(),
                "the box says",
                line);
        for (var lane : line.lanes()) {
            findings.require(lane.durable() == lane.head(), EVERYTHING_ARRIVES, box.value(), "the box says", lane);
        }
    }

    /** What landed of a lane is what the box has in it. */
    private void sameEntries(long epoch, Lane lane, List<Entry> written) {
        var landed = landed(epoch, lane);
        findings.require(
                landed.equals(written.subList(0, Math.min(written.size(), landed.size()))),
                CENTRE_HOLDS_A_PREFIX,
                box.value(),
                lane,
                "landed entries differ from the journal");
    }

    private List<Entry> landed(long epoch, Lane lane) {
        var landed = new ArrayList<Entry>();
        for (var frame : centre.frames(box, epoch, lane)) {
            try {
                FrameCodec.decode(frame.raw().toArray(), Trained.ALL).entries().stream()
                        .filter(entry -> entry.lseq() >= frame.firstLseq() && entry.lseq() <= frame.lastLseq())
                        .forEach(landed::add);
            } catch (BadForm broken) {
                findings.require(false, CENTRE_HOLDS_A_PREFIX, box.value(), "landed bytes", broken.getMessage());
            }
        }
        return landed;
    }

    /** Every ticket that ever came to the centre, of whatever epoch, stands in the box's tables. */
    public void regained() {
        for (var ended : ours.ended()) {
            for (var entry : landed(ended.epoch(), Lane.URGENT)) {
                try {
                    if (EventTypes.decode(entry).orElse(null) instanceof QueueEvent.TicketIssued issued) {
                        findings.require(
                                ours.ticketRows(issued.key().day()).stream()
                                        .anyMatch(row -> row.id().equals(issued.id())),
                                LOST_COMES_BACK,
                                box.value(),
                                issued);
                    }
                } catch (BadForm broken) {
                    throw new AssertionError(broken);
                }
            }
        }
    }

    /** Tickets and figures at the centre are those of the box. */
    public void pictured(HallDay today, WardToday shown) {
        for (var hall : replay(ours.journal()).values()) {
            var there = new ArrayList<>(centre.tickets(box, hall.day()));
            there.sort(java.util.Comparator.comparing(Ticket::key));
            same(findings, PICTURE_IS_RIGHT, box, "centre", hall.sorted(), there);
        }
        if (today.day() == shown.today()) {
            figures(today, shown.ward());
        }
        findings.require(
                shown.ward().state() == WardView.State.ALIVE && shown.ward().behind() == 0,
                PICTURE_IS_RIGHT,
                box.value(),
                shown.ward());
    }

    private void figures(HallDay today, WardView ward) {
        var wanted = Map.of(
                "waiting",
                (long) today.waitingTotal(),
                "serving",
                count(today, TicketState.SERVING),
                "served",
                count(today, TicketState.DONE),
                "issued",
                (long) today.issuedToday());
        var shown = Map.of(
                "waiting", (long) ward.waiting(),
                "serving", (long) ward.serving(),
                "served", (long) ward.servedToday(),
                "issued", (long) ward.issuedToday());
        findings.require(wanted.equals(shown), PICTURE_IS_RIGHT, box.value(), "box", wanted, "centre", shown);
    }

    private static long count(HallDay day, TicketState state) {
        return day.tickets().stream().filter(ticket -> ticket.state() == state).count();
    }

    /** No alarm rings but those that may for a while. */
    public static void calm(Findings findings, MemoryCentreStore centre, Set<AlarmCode> tolerated) {
        for (var alarm : centre.intake().alarms()) {
            findings.require(
                    !alarm.open() || tolerated.contains(alarm.code()), NO_FALSE_ALARM, "centre", "still rings:", alarm);
        }
    }

    /** The last day that is over was compared, and found equal. */
    public void compared(int today) {
        int last = ours.lastDayBefore(today);
        boolean equal = last < 0
                || centre.compared().stream().anyMatch(day -> day.box().equals(box) && day.day() == last && day.same());
        findings.require(equal, DAYS_ARE_COMPARED, box.value(), "day", last, "of", centre.compared());
    }

    /** The box has every row of each of its feeds, and no other. */
    public void fed() {
        var published = centre.feeds();
        var wanted = feedsOfTheWard(published);
        for (var feed : ours.feeds()) {
            if (!wanted.contains(feed.feed())) {
                findings.require(
                        feed.rows().isEmpty(),
                        FEEDS_ARRIVE,
                        box.value(),
                        "has rows of",
                        feed.feed(),
                        "and is in",
                        wanted);
                continue;
            }
            var rows = published.rows().getOrDefault(feed.feed(), List.of());
            long head = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).offset();
            var standing = rows.stream().filter(row -> !row.tombstone()).toList();
            var have = feed.rows().stream().map(row -> row.row()).toList();
            var life = published.lives().getOrDefault(feed.feed(), new FeedLife(published.feedEpoch(), 0));
            boolean there = feed.position().feedEpoch() == life.feedEpoch()
                    && feed.position().offset() == head
                    && standing.equals(have);
            findings.require(
                    there,
                    FEEDS_ARRIVE,
                    box.value(),
                    feed.feed(),
                    "stands at",
                    feed.position(),
                    "with",
                    have.size(),
                    "rows of",
                    standing.size(),
                    "at",
                    head);
        }
        var have = ours.feeds().stream().map(feed -> feed.feed()).toList();
        findings.require(have.containsAll(wanted), FEEDS_ARRIVE, box.value(), "feeds", have, "of", wanted);
    }

    /** Those for all, its own, and those of its groups. */
    private Set<String> feedsOfTheWard(FeedShelf.Stored published) {
        var own = FeedNames.ward(BoxName.parse(box).orElseThrow().ward());
        var names = new TreeSet<>(FeedNames.FOR_ALL);
        names.add(own);
        for (var row : published.rows().getOrDefault(own, List.of())) {
            if (row.key().equals(FeedNames.GROUPS_KEY) && !row.tombstone()) {
                try {
                    GroupRow.groups(row.body()).forEach(group -> names.add(FeedNames.group(group)));
                } catch (BadForm wrong) {
                    throw new AssertionError(wrong);
                }
            }
        }
        return names;
    }
}

package vn.tram.centre.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeChange.TakenUp;
import vn.tram.centre.intake.IntakeCommand.TakeUp;
import vn.tram.centre.intake.IntakeCommand.TookUp;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.BusinessDay;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.FrameCodec;

/**
 * After an upgrade: takes up entries that the software before did not know. What came behind them was shown without
 * them, so a day is not patched but folded anew, from the frames as they landed, and its rows are put in the place of
 * the old ones in one transaction. Taken up twice is as once.
 */
final class Parking {
    /** Parked entries looked at in one command; what belongs to one day of them is taken up. */
    static final int PAGE = 500;

    private static final int MAX_FRAMES = 32;

    private final IntakeBook book;
    private final Alarms alarms;
    private final EventReader reader;
    private final Supplier<Dictionaries> dictionaries;

    Parking(IntakeBook book, Alarms alarms, EventReader reader, Supplier<Dictionaries> dictionaries) {
        this.dictionaries = dictionaries;
        this.book = book;
        this.alarms = alarms;
        this.reader = reader;
    }

    Decision<TookUp> decide(TakeUp command, BoxMarks marks, Moment moment) {
        try {
            return takeUp(command, marks, moment);
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
    }

    private Decision<TookUp> takeUp(TakeUp command, BoxMarks marks, Moment moment) throws StoreFailure {
        var box = command.box();
        var lane = command.lane();
        var page = book.parked(box, marks.epoch(), lane, command.afterLseq(), PAGE);
        if (page.isEmpty()) {
            return Decision.of(new TookUp(0, 0, false), over(box, moment));
        }
        var lseqs = new ArrayList<Long>();
        var broken = new ArrayList<Quarantined>();
        var events = known(page, lseqs, broken);
        int day = events.values().stream().mapToInt(QueueFacts::day).min().orElse(TakenUp.NO_DAY);
        List<Shown> shown = List.of();
        if (day != TakenUp.NO_DAY) {
            shown = fold(box, marks, lane, day);
            var fit = new HashSet<Long>();
            shown.forEach(one -> fit.add(one.entry().lseq()));
            events.forEach((entry, event) -> {
                if (QueueFacts.day(event) == day) {
                    lseqs.add(entry.lseq());
                    if (!fit.contains(entry.lseq())) {
                        broken.add(new Quarantined(
                                entry.lseq(), entry.lseq(), entry.body(), "it does not fit its day: " + event));
                    }
                }
            });
        }
        if (lseqs.isEmpty()) {
            return Decision.of(new TookUp(page.get(page.size() - 1).lseq(), 0, true));
        }
        var change = new TakenUp(box, marks.epoch(), lane, lseqs, broken, day, shown);
        return Decision.of(new TookUp(command.afterLseq(), lseqs.size(), true), List.of(change));
    }

    /** The alarm goes when nothing is parked any more. */
    private List<Change> over(BoxId box, Moment moment) throws StoreFailure {
        boolean left = book.parkedLanes().stream().anyMatch(one -> one.box().equals(box));
        return left
                ? List.of()
                : alarms.takeBack(box.value(), AlarmCode.PARKED, moment.millis())
                        .map(List::<Change>of)
                        .orElse(List.of());
    }

    /** Queue events of a page by entry; entries of another kind that are known now only have to be let go. */
    private Map<Entry, QueueEvent> known(List<Entry> page, List<Long> lseqs, List<Quarantined> broken) {
        var events = new LinkedHashMap<Entry, QueueEvent>();
        for (var entry : page) {
            try {
                var event = reader.read(entry);
                if (event.isPresent() && event.get() instanceof QueueEvent queue) {
                    events.put(entry, queue);
                } else if (event.isPresent()) {
                    lseqs.add(entry.lseq());
                }
            } catch (BadForm | RuntimeException unreadable) { // whatever a decoder throws, it is the box's bytes
                lseqs.add(entry.lseq());
                broken.add(new Quarantined(
                        entry.lseq(), entry.lseq(), entry.body(), String.valueOf(unreadable.getMessage())));
            }
        }
        return events;
    }

    /** Everything of a day that is shown so far and fits, in order. */
    private List<Shown> fold(BoxId box, BoxMarks marks, Lane lane, int day) throws StoreFailure {
        long applied = marks.lane(lane).applied();
        var hall = new HallDay(day);
        var shown = new ArrayList<Shown>();
        long at = before(box, marks, lane, day);
        while (at < applied) {
            var frames = book.landed(box, marks.epoch(), lane, at, MAX_FRAMES);
            if (frames.isEmpty()) {
                throw new StoreFailure("the landing log of " + box + " ends before its watermark");
            }
            for (var frame : frames) {
                for (var entry : entries(frame)) {
                    if (entry.lseq() > at && entry.lseq() <= applied && !take(entry, hall, shown)) {
                        return shown;
                    }
                }
                at = frame.lastLseq();
            }
        }
        return shown;
    }

    /** Returns whether the day may go on behind this entry. */
    private boolean take(Entry entry, HallDay hall, List<Shown> shown) {
        Optional<Event> event;
        try {
            event = reader.read(entry);
        } catch (BadForm | RuntimeException unreadable) {
            return true;
        }
        if (event.isEmpty() || !(event.get() instanceof QueueEvent queue)) {
            return true;
        }
        int day = QueueFacts.day(queue);
        if (day == hall.day() && fits(queue, hall)) {
            hall.apply(queue, entry.at(), entry.lsn());
            shown.add(new Shown(entry, queue));
        }
        return !(queue instanceof QueueEvent.DayOpened) || day <= hall.day();
    }

    private static boolean fits(QueueEvent event, HallDay hall) {
        var key = QueueFacts.ticket(event);
        return key.isEmpty()
                || event instanceof QueueEvent.TicketRestated
                || hall.ticket(key.get()).isPresent() != (event instanceof QueueEvent.TicketIssued);
    }

    /**
     * The lseq behind which all entries of a day lie. Times never fall along a lane and a day is written about only
     * from its beginning on, so it is found by halving.
     */
    private long before(BoxId box, BoxMarks marks, Lane lane, int day) throws StoreFailure {
        long found = 0;
        long low = 0;
        long high = marks.lane(lane).applied();
        while (low < high) {
            long middle = low + (high - low) / 2;
            var frames = book.landed(box, marks.epoch(), lane, middle, 1);
            if (frames.isEmpty()) {
                break;
            }
            var frame = frames.get(0);
            var entries = entries(frame);
            boolean earlier = !entries.isEmpty()
                    && BusinessDay.at(Instant.ofEpochMilli(entries.get(0).at())) < day;
            if (earlier) {
                found = frame.firstLseq() - 1;
                low = Math.max(middle + 1, frame.lastLseq());
            } else {
                high = Math.min(middle, frame.firstLseq() - 1);
            }
        }
        return found;
    }

    /** A frame that cannot be read is in quarantine as a whole. */
    private List<Entry> entries(LandedFrame frame) {
        try {
            return FrameCodec.decode(frame.raw().toArray(), dictionaries.get()).entries().stream()
                    .filter(entry -> entry.lseq() >= frame.firstLseq() && entry.lseq() <= frame.lastLseq())
                    .toList();
        } catch (BadForm | RuntimeException unreadable) {
            return List.of();
        }
    }
}

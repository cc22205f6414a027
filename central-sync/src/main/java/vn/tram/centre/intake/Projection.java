package vn.tram.centre.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tram.centre.intake.IntakeBook.LandedFrame;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.Erasure;
import vn.tram.centre.intake.IntakeChange.Item;
import vn.tram.centre.intake.IntakeChange.Parked;
import vn.tram.centre.intake.IntakeChange.Quarantined;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.centre.intake.IntakeCommand.Progress;
import vn.tram.kernel.base.BadForm;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Decision;
import vn.tram.kernel.base.Event;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.event.EventReader;
import vn.tram.kernel.event.NodeEvent;
import vn.tram.kernel.event.SaysNothing;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;
import vn.tram.kernel.hall.TicketKey;
import vn.tram.kernel.journal.Entry;
import vn.tram.kernel.journal.Lane;
import vn.tram.kernel.wire.Control.Watermark;
import vn.tram.kernel.wire.Dictionaries;
import vn.tram.kernel.wire.FrameCodec;

/**
 * The cursor behind the landing log. Whatever a box sent, the cursor passes it: an entry that fits is shown, one of a
 * type not known here is parked, one that is broken or cannot be is put in quarantine and rings. Nothing blocks, and
 * nothing a box sends can end the process: every event is checked against the tickets that exist before it is shown.
 */
final class Projection {
    /** Entries of one command at most: bounds how long other boxes wait. */
    static final int MAX_ENTRIES = 500;

    /** Frames read at once. */
    private static final int MAX_FRAMES = 32;

    private final IntakeBook book;
    private final Halls halls;
    private final Alarms alarms;
    private final Erasures erasures;
    private final EventReader reader;
    private final Supplier<Dictionaries> dictionaries;

    Projection(
            IntakeBook book,
            Halls halls,
            Alarms alarms,
            Erasures erasures,
            EventReader reader,
            Supplier<Dictionaries> dictionaries) {
        this.erasures = erasures;
        this.dictionaries = dictionaries;
        this.reader = reader;
        this.book = book;
        this.halls = halls;
        this.alarms = alarms;
    }

    Decision<Progress> decide(BoxId box, BoxMarks marks, long incarnation, Moment moment) {
        halls.trim(box, moment.day());
        var round = new Round(box, marks.epoch(), moment);
        var moved = new EnumMap<Lane, Watermark>(Lane.class);
        var more = false;
        try {
            for (var lane : Lane.values()) {
                var mark = marks.lane(lane);
                if (mark.applied() < mark.durable() && round.left() > 0) {
                    long upTo = round.show(lane, mark.applied());
                    mark = new Watermark(mark.durable(), mark.hash(), upTo);
                    moved.put(lane, mark);
                }
                more |= mark.applied() < mark.durable();
            }
            round.changes.addAll(erasures.changes(box, round.erasedNow));
        } catch (StoreFailure unreadable) {
            return Decision.refuse(IntakeRejection.STORE_UNAVAILABLE);
        }
        round.noteClock();
        return Decision.of(round.progress(incarnation, moved, more), round.changes);
    }

    /** One command's work: what it has shown so far counts when the next entry is checked. */
    private final class Round {
        private final BoxId box;
        private final long epoch;
        private final Moment moment;
        private final List<Change> changes = new ArrayList<>();
        private final Set<TicketKey> issuedNow = new HashSet<>();
        private final Set<Erasure> erasedNow = new LinkedHashSet<>();
        private int shown;
        private int parked;
        private int quarantined;
        private @Nullable NodeEvent clockNews;

        Round(BoxId box, long epoch, Moment moment) {
            this.box = box;
            this.epoch = epoch;
            this.moment = moment;
        }

        int left() {
            return MAX_ENTRIES - shown - parked - quarantined;
        }

        Progress progress(long incarnation, Map<Lane, Watermark> moved, boolean more) {
            return new Progress(incarnation, epoch, moved, shown, parked, quarantined, more);
        }

        /** Deals with a lane's entries behind {@code applied}; returns the last one dealt with. */
        long show(Lane lane, long applied) throws StoreFailure {
            var items = new ArrayList<Item>();
            long upTo = applied;
            for (var frame : book.landed(box, epoch, lane, applied, MAX_FRAMES)) {
                if (left() <= 0) {
                    break;
                }
                upTo = show(frame, upTo, items);
            }
            if (upTo == applied) {
                throw new StoreFailure("the landing log of " + box + " ends before its watermark");
            }
            changes.add(new EntriesProjected(box, epoch, lane, upTo, items));
            return upTo;
        }

        private long show(LandedFrame frame, long applied, List<Item> items) throws StoreFailure {
            if (frame.raw().size() == 0) {
                items.add(new Quarantined(applied + 1, frame.lastLseq(), frame.raw(), "never came: the box lost it"));
                quarantined++;
                return frame.lastLseq();
            }
            List<Entry> entries;
            try {
                entries = FrameCodec.decode(frame.raw().toArray(), dictionaries.get())
                        .entries();
            } catch (BadForm | RuntimeException unreadable) {
                quarantine(new Quarantined(applied + 1, frame.lastLseq(), frame.raw(), why(unreadable)), items);
                return frame.lastLseq();
            }
            long upTo = applied;
            for (var entry : entries) {
                if (entry.lseq() > upTo && entry.lseq() <= frame.lastLseq() && left() > 0) {
                    show(entry, items);
                    upTo = entry.lseq();
                }
            }
            return upTo;
        }

        private void show(Entry landed, List<Item> items) throws StoreFailure {
            var entry = landed;
            if (erasures.forbids(box, landed) || (landed.mayBeErased() && erasedNow.contains(Erasure.of(landed)))) {
                entry = landed.erase();
            }
            if (entry.isErased()) {
                shown(entry, new SaysNothing(), items);
                return;
            }
            Optional<Event> event;
            try {
                event = reader.read(entry);
            } catch (BadForm | RuntimeException broken) { // whatever a decoder throws, it is the box's bytes
                quarantine(of(entry, why(broken)), items);
                return;
            }
            if (event.isEmpty()) {
                park(entry, items);
            } else if (event.get() instanceof QueueEvent queue) {
                var misfit = misfit(queue);
                if (misfit.isPresent()) {
                    quarantine(of(entry, misfit.get()), items);
                } else {
                    shown(entry, queue, items);
                }
            } else if (event.get() instanceof NodeEvent news) {
                note(news);
                shown(entry, news, items);
            } else {
                shown(entry, event.get(), items); // known, and told by the journal alone
            }
        }

        private void note(NodeEvent news) {
            if (news instanceof NodeEvent.EntryErased fact) {
                erasedNow.add(new Erasure(fact.epoch(), fact.lane(), fact.lseq()));
            }
            if (news instanceof NodeEvent.ClockFellBehind || news instanceof NodeEvent.ClockRecovered) {
                clockNews = news;
            } else if (news instanceof NodeEvent.EpochBegun begun) {
                var detail = "the box began another epoch: " + begun.reason() + "; entries given back to it: "
                        + begun.regained() + ", entries of its own carried over: " + begun.carried();
                alarms.raise(box.value(), AlarmCode.EPOCH_BEGUN, moment.millis(), detail)
                        .ifPresent(changes::add);
            }
        }

        private void park(Entry entry, List<Item> items) {
            items.add(new Parked(entry));
            parked++;
            if (parked == 1) {
                var detail = "entry " + entry.lseq() + " of lane " + entry.lane() + " is of type " + entry.type()
                        + " version " + entry.version();
                alarms.raise(box.value(), AlarmCode.PARKED, moment.millis(), detail)
                        .ifPresent(changes::add);
            }
        }

        private void shown(Entry entry, Event event, List<Item> items) {
            items.add(new Shown(entry, event));
            shown++;
        }

        private void quarantine(Quarantined item, List<Item> items) {
            items.add(item);
            quarantined++;
            var detail = "entries " + item.firstLseq() + " to " + item.lastLseq() + ": " + item.why();
            if (quarantined == 1) {
                alarms.raise(box.value(), AlarmCode.QUARANTINED, moment.millis(), detail)
                        .ifPresent(changes::add);
            }
        }

        /** Why an event cannot be shown; empty when it can. */
        private Optional<String> misfit(QueueEvent event) throws StoreFailure {
            var hall = halls.at(box, QueueFacts.day(event));
            var key = QueueFacts.ticket(event);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            boolean exists =
                    issuedNow.contains(key.get()) || hall.ticket(key.get()).isPresent();
            if (event instanceof QueueEvent.TicketRestated) {
                issuedNow.add(key.get());
                return Optional.empty();
            } else if (event instanceof QueueEvent.TicketIssued) {
                issuedNow.add(key.get());
                return exists ? Optional.of("ticket " + key.get() + " was issued before") : Optional.empty();
            }
            return exists ? Optional.empty() : Optional.of("there is no ticket " + key.get());
        }

        /** Only what the clock said last counts: a backlog holds both ends of troubles long gone. */
        void noteClock() {
            if (clockNews instanceof NodeEvent.ClockFellBehind behind) {
                var detail = "the box's clock fell " + behind.behindMillis() + " ms behind";
                alarms.raise(box.value(), AlarmCode.CLOCK_BEHIND, moment.millis(), detail)
                        .ifPresent(changes::add);
            } else if (clockNews != null) {
                alarms.takeBack(box.value(), AlarmCode.CLOCK_BEHIND, moment.millis())
                        .ifPresent(changes::add);
            }
        }
    }

    private static Quarantined of(Entry entry, String why) {
        return new Quarantined(entry.lseq(), entry.lseq(), entry.body(), why);
    }

    private static String why(Exception broken) {
        var message = String.valueOf(broken.getMessage());
        return message.length() <= 300 ? message : message.substring(0, 300);
    }
}

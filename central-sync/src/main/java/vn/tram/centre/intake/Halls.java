package vn.tram.centre.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vn.tram.centre.intake.IntakeChange.EntriesProjected;
import vn.tram.centre.intake.IntakeChange.Shown;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.HallDay;
import vn.tram.kernel.hall.QueueEvent;
import vn.tram.kernel.hall.QueueFacts;

/**
 * Halls in memory: for each box the present day and, while a backlog is shown, the days it is about. A day that is not
 * here is folded from the ticket table when it is first needed.
 */
final class Halls {
    private static final class Days {
        private final Map<Integer, HallDay> halls = new HashMap<>();
        private final Set<Integer> used = new HashSet<>();
    }

    private final IntakeBook book;
    private final Map<BoxId, Days> kept = new HashMap<>();

    Halls(IntakeBook book) {
        this.book = book;
    }

    void forget() {
        kept.clear();
    }

    /** What is here of a box is old. */
    void forget(BoxId box) {
        kept.remove(box);
    }

    /** It is folded anew when it is next needed. */
    void forget(BoxId box, int day) {
        of(box).halls.remove(day);
    }

    HallDay at(BoxId box, int day) throws StoreFailure {
        var days = of(box);
        var hall = days.halls.get(day);
        if (hall == null) {
            hall = HallDay.restore(day, book.tickets(box, day));
            days.halls.put(day, hall);
        }
        days.used.add(day);
        return hall;
    }

    /** Drops the days of a box, but today, that nobody asked for since the last trim. */
    void trim(BoxId box, int today) {
        var days = of(box);
        days.halls.keySet().removeIf(day -> day != today && !days.used.contains(day));
        days.used.clear();
    }

    /** Folds what is shown, on days that {@link #at} loaded while it was decided. */
    void apply(EntriesProjected projected) {
        var days = of(projected.box());
        for (var item : projected.items()) {
            if (item instanceof Shown shown && shown.event() instanceof QueueEvent event) {
                var hall = days.halls.get(QueueFacts.day(event));
                if (hall == null) {
                    throw new AssertionError("no day loaded for " + event);
                }
                hall.apply(event, shown.entry().at(), shown.entry().lsn());
            }
        }
    }

    private Days of(BoxId box) {
        return kept.computeIfAbsent(box, none -> new Days());
    }
}

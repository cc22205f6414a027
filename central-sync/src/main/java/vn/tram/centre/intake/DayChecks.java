package vn.tram.centre.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.tram.centre.intake.IntakeChange.DayCompared;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Change;
import vn.tram.kernel.base.Moment;
import vn.tram.kernel.base.StoreFailure;
import vn.tram.kernel.hall.DayDigest;
import vn.tram.kernel.wire.Control.DayDigests;
import vn.tram.kernel.wire.Control.TableDigest;

/**
 * Days that are over, as a box has them in its tables, against the same days here. Compared only when as much of the
 * box's journal is shown as it had written when it looked.
 */
final class DayChecks {
    /** Days compared of one message, and asked for again at once, at most. */
    private static final int ASKED = 8;

    /** Older days are not compared: bounds what a box can make us read and write. */
    private static final int DAYS_BACK = 400;

    /** A table and a day that differ. */
    record Spot(String table, int day) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            int byDay = Integer.compare(day, other.day);
            return byDay != 0 ? byDay : table.compareTo(other.table);
        }
    }

    private final IntakeBook book;
    private final Alarms alarms;
    private final Map<BoxId, TreeMap<Spot, DayCompared>> differing = new HashMap<>();

    DayChecks(IntakeBook book, Alarms alarms) {
        this.book = book;
        this.alarms = alarms;
    }

    void reset(List<DayCompared> stored) {
        differing.clear();
        stored.forEach(this::apply);
    }

    void apply(DayCompared compared) {
        var spot = new Spot(compared.table(), compared.day());
        var spots = differing.computeIfAbsent(compared.box(), none -> new TreeMap<>());
        if (compared.same()) {
            spots.remove(spot);
        } else {
            spots.put(spot, compared);
        }
    }

    /** Whether all that the box had written when it looked is shown here. */
    static boolean ready(DayDigests told, BoxMarks marks) {
        return told.epoch() == marks.epoch()
                && told.heads().entrySet().stream()
                        .allMatch(head -> marks.lane(head.getKey()).applied() >= head.getValue());
    }

    List<Change> compare(BoxId box, DayDigests told, Moment moment) throws StoreFailure {
        var changes = new ArrayList<Change>();
        var left = new TreeMap<>(differing.getOrDefault(box, new TreeMap<>()));
        var news = false;
        int compares = 0;
        for (var table : told.tables()) {
            boolean ours = table.table().equals(DayDigest.TICKETS)
                    && table.day() <= moment.day()
                    && table.day() > moment.day() - DAYS_BACK;
            if (ours && ++compares <= ASKED) {
                var compared = compare(box, table, moment);
                changes.add(compared);
                var spot = new Spot(compared.table(), compared.day());
                news |= compared.same() ? left.remove(spot) != null : left.put(spot, compared) == null;
            }
        }
        if (left.isEmpty()) {
            alarms.takeBack(box.value(), AlarmCode.DAY_DIFFERS, moment.millis()).ifPresent(changes::add);
        } else if (news) {
            alarms.raise(box.value(), AlarmCode.DAY_DIFFERS, moment.millis(), words(left))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private DayCompared compare(BoxId box, TableDigest theirs, Moment moment) throws StoreFailure {
        var rows = book.tickets(box, theirs.day());
        boolean same = rows.size() == theirs.rows() && DayDigest.of(rows).equals(theirs.digest());
        return new DayCompared(box, theirs.table(), theirs.day(), same, theirs.rows(), rows.size(), moment.millis());
    }

    private static String words(SortedMap<Spot, DayCompared> left) {
        var last = Objects.requireNonNull(left.get(left.lastKey()));
        var first = "table " + last.table() + ", day " + LocalDate.ofEpochDay(last.day()) + ": the box has "
                + last.rowsThere() + " rows, the centre " + last.rowsHere();
        return left.size() == 1 ? first : first + "; and " + (left.size() - 1) + " more";
    }

    /** Days of a box that differed when they were last compared, the newest first. */
    List<Integer> differing(BoxId box) {
        Set<Integer> days = new TreeSet<>(java.util.Comparator.reverseOrder());
        differing.getOrDefault(box, new TreeMap<>()).keySet().forEach(spot -> days.add(spot.day()));
        return days.stream().limit(ASKED).toList();
    }
}

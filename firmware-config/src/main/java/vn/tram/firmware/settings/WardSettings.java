package vn.tram.firmware.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import vn.tram.firmware.catalogue.Words;

/**
 * What the city (later also the ward) sets for one hall. Comes down the ward's own feed; the last good one is kept.
 *
 * @param counters counters of the hall and the series each serves
 * @param hours opening hours of a working day, in order, local time {@code HH:mm}
 * @param workingWeekdays 1 Monday to 7 Sunday
 * @param notice a line for the board, or empty
 * @param voice whether boards speak
 * @param closedSeries series that give no numbers now
 * @param paused no numbers at all for now
 * @param rules limits of the counter's work
 * @param maxPerSeries numbers of a series and day at most, 1 to 9999
 */
public record WardSettings(
        List<CounterSetting> counters,
        List<Hours> hours,
        List<Integer> workingWeekdays,
        Words notice,
        boolean voice,
        List<String> closedSeries,
        boolean paused,
        Rules rules,
        int maxPerSeries) {
    public WardSettings {
        Objects.requireNonNull(notice, "notice");
        Objects.requireNonNull(rules, "rules");
        counters = List.copyOf(counters);
        hours = List.copyOf(hours);
        workingWeekdays = List.copyOf(workingWeekdays);
        closedSeries = List.copyOf(closedSeries);
    }

    /**
     * @param number 1 to 99
     * @param series letters it serves, each once
     */
    public record CounterSetting(int number, List<String> series) {
        public CounterSetting {
            series = List.copyOf(new LinkedHashSet<>(series));
        }

        public boolean serves(char letter) {
            return series.contains(String.valueOf(letter));
        }
    }

    /** From (included) to (excluded), {@code HH:mm}. */
    public record Hours(String from, String to) {
        public Hours {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * @param callsBeforeAbsent calls before a ticket may be marked absent
     * @param absentAfterMs milliseconds since the first of them
     * @param recallGapMs milliseconds between two calls of one ticket at least
     * @param undoMs milliseconds in which an act may be taken back
     */
    public record Rules(int callsBeforeAbsent, long absentAfterMs, long recallGapMs, long undoMs) {
        public static final Rules STANDARD = new Rules(3, 60_000, 10_000, 30_000);
    }

    /** Five counters, office hours of Hanoi's wards: Monday to Friday and Saturday, 8:00-12:00 and 13:30-17:00. */
    public static WardSettings standard() {
        return new WardSettings(
                List.of(
                        new CounterSetting(1, List.of("A", "V")),
                        new CounterSetting(2, List.of("A", "C")),
                        new CounterSetting(3, List.of("C", "G", "L")),
                        new CounterSetting(4, List.of("E", "H")),
                        new CounterSetting(5, List.of("K"))),
                List.of(new Hours("08:00", "12:00"), new Hours("13:30", "17:00")),
                List.of(1, 2, 3, 4, 5, 6),
                Words.NONE,
                true,
                List.of(),
                false,
                Rules.STANDARD,
                999);
    }
}

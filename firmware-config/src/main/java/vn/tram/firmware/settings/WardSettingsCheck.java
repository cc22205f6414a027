package vn.tram.firmware.settings;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Finds everything that is wrong with ward settings, all at once; an empty list means that they may be published. */
public final class WardSettingsCheck {
    /** Characters of a notice at most: two lines on the board. */
    public static final int MAX_NOTICE = 160;

    private static final int MAX_COUNTER = 99;
    private static final int MAX_RULE_MS = 3_600_000;

    /**
     * @param field path of the setting, for instance {@code hours[1].from}
     * @param code key of the words in the resource bundles
     */
    public record Problem(String field, String code) {}

    private WardSettingsCheck() {}

    public static List<Problem> problems(WardSettings settings) {
        var problems = new ArrayList<Problem>();
        counters(settings, problems);
        hours(settings, problems);
        rules(settings, problems);
        for (int weekday : settings.workingWeekdays()) {
            if (weekday < 1 || weekday > 7) {
                problems.add(new Problem("workingWeekdays", "WEEKDAY_UNKNOWN"));
            }
        }
        for (var series : settings.closedSeries()) {
            letter(series, "closedSeries", problems);
        }
        if (settings.notice().vi().length() > MAX_NOTICE
                || settings.notice().en().length() > MAX_NOTICE) {
            problems.add(new Problem("notice", "NOTICE_TOO_LONG"));
        }
        if (settings.maxPerSeries() < 1 || settings.maxPerSeries() > 9999) {
            problems.add(new Problem("maxPerSeries", "OUT_OF_RANGE"));
        }
        return List.copyOf(problems);
    }

    private static void counters(WardSettings settings, List<Problem> problems) {
        if (settings.counters().isEmpty()) {
            problems.add(new Problem("counters", "NO_COUNTER"));
        }
        var seen = new HashSet<Integer>();
        for (int i = 0; i < settings.counters().size(); i++) {
            var counter = settings.counters().get(i);
            var field = "counters[" + i + "]";
            if (counter.number() < 1 || counter.number() > MAX_COUNTER) {
                problems.add(new Problem(field + ".number", "OUT_OF_RANGE"));
            }
            if (!seen.add(counter.number())) {
                problems.add(new Problem(field + ".number", "COUNTER_TWICE"));
            }
            if (counter.series().isEmpty()) {
                problems.add(new Problem(field + ".series", "COUNTER_SERVES_NOTHING"));
            }
            counter.series().forEach(series -> letter(series, field + ".series", problems));
        }
    }

    private static void letter(String series, String field, List<Problem> problems) {
        if (series.length() != 1 || series.charAt(0) < 'A' || series.charAt(0) > 'Z') {
            problems.add(new Problem(field, "SERIES_NOT_A_LETTER"));
        }
    }

    private static void hours(WardSettings settings, List<Problem> problems) {
        if (settings.hours().isEmpty()) {
            problems.add(new Problem("hours", "NO_HOURS"));
        }
        var last = LocalTime.MIN;
        for (int i = 0; i < settings.hours().size(); i++) {
            var from = time(settings.hours().get(i).from());
            var to = time(settings.hours().get(i).to());
            if (from.isEmpty() || to.isEmpty()) {
                problems.add(new Problem("hours[" + i + "]", "NOT_A_TIME"));
            } else if (!from.get().isBefore(to.get()) || from.get().isBefore(last)) {
                problems.add(new Problem("hours[" + i + "]", "HOURS_OUT_OF_ORDER"));
            } else {
                last = to.get();
            }
        }
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return text.length() == 5 ? Optional.of(LocalTime.parse(text)) : Optional.empty();
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static void rules(WardSettings settings, List<Problem> problems) {
        var rules = settings.rules();
        if (rules.callsBeforeAbsent() < 1 || rules.callsBeforeAbsent() > 10) {
            problems.add(new Problem("rules.callsBeforeAbsent", "OUT_OF_RANGE"));
        }
        if (outOfRange(rules.absentAfterMs())) {
            problems.add(new Problem("rules.absentAfterMs", "OUT_OF_RANGE"));
        }
        if (outOfRange(rules.recallGapMs())) {
            problems.add(new Problem("rules.recallGapMs", "OUT_OF_RANGE"));
        }
        if (outOfRange(rules.undoMs())) {
            problems.add(new Problem("rules.undoMs", "OUT_OF_RANGE"));
        }
    }

    private static boolean outOfRange(long millis) {
        return millis < 0 || millis > MAX_RULE_MS;
    }
}

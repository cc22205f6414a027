package vn.tram.kernel.base;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The local calendar day that numbering restarts with, as days since 1970-01-01. Always of Asia/Ho_Chi_Minh and stored
 * on every row; "today" is never derived from UTC (an office at +7 would lose its tickets at 17:00).
 */
public final class BusinessDay {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private BusinessDay() {}

    public static int at(Instant moment) {
        return Math.toIntExact(moment.atZone(ZONE).toLocalDate().toEpochDay());
    }

    public static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    /** The instant of a wall-clock time of that day. */
    public static Instant instant(int day, LocalTime time) {
        return date(day).atTime(time).atZone(ZONE).toInstant();
    }

    /** Wall-clock time in the hall. */
    public static LocalTime timeOfDay(Instant moment) {
        return moment.atZone(ZONE).toLocalTime();
    }
}

package vn.tram.kernel.hall;

import java.util.regex.Pattern;
import vn.tram.kernel.base.BadForm;

/**
 * The human number of a ticket, unique per ward.
 *
 * @param day business day (days since 1970-01-01 in Asia/Ho_Chi_Minh)
 * @param series letter A to Z
 * @param number from 1; printed with at least three digits and widened, never wrapped
 */
public record TicketKey(int day, char series, int number) implements Comparable<TicketKey> {
    /** Largest number of a series and day. */
    public static final int MAX_NUMBER = 9999;

    private static final Pattern FORM = Pattern.compile("([A-Z])([0-9]{3,4})");

    public TicketKey {
        if (day < 0 || series < 'A' || series > 'Z' || number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("no such ticket: " + day + "/" + series + number);
        }
    }

    /** Reads what is printed, for instance {@code A005}. */
    public static TicketKey parse(int day, String label) throws BadForm {
        var match = FORM.matcher(label);
        if (match.matches() && Integer.parseInt(match.group(2)) > 0) {
            var key = new TicketKey(day, match.group(1).charAt(0), Integer.parseInt(match.group(2)));
            if (key.label().equals(label)) {
                return key;
            }
        }
        throw new BadForm("a ticket number looks like A005, not '" + label + "'");
    }

    /** What is printed, shown and spoken. */
    public String label() {
        return series + (number < 10 ? "00" : number < 100 ? "0" : "") + number;
    }

    @Override
    public int compareTo(TicketKey other) {
        int byDay = Integer.compare(day, other.day);
        int bySeries = byDay != 0 ? byDay : Character.compare(series, other.series);
        return bySeries != 0 ? bySeries : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return label() + "@" + day;
    }
}

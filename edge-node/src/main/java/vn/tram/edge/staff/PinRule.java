package vn.tram.edge.staff;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which PINs may be chosen. A PIN works at an enrolled workstation of one hall alone and after five wrong tries one has
 * to wait, so six digits are enough (NIST SP 800-63B-4, 3.2.8), but not those that people guess first.
 */
public final class PinRule {
    public static final int SHORTEST = 6;
    public static final int LONGEST = 12;

    private static final int CENTURY = 100;

    private PinRule() {}

    /** Why a PIN will not do. The names are keys of texts. */
    public enum Fault {
        NOT_DIGITS,
        TOO_SHORT,
        TOO_LONG,
        /** All one digit, or one short piece again and again: 111111, 121212, 123123. */
        REPEATED,
        /** Up or down in steps of one: 123456, 098765. */
        RUN,
        /** A day of some year: 020945, 02091945, 19450902. */
        DATE
    }

    /** Empty when it may be chosen. */
    public static Optional<Fault> fault(String pin) {
        if (!pin.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return Optional.of(Fault.NOT_DIGITS);
        }
        if (pin.length() < SHORTEST) {
            return Optional.of(Fault.TOO_SHORT);
        }
        if (pin.length() > LONGEST) {
            return Optional.of(Fault.TOO_LONG);
        }
        return isRepeated(pin)
                ? Optional.of(Fault.REPEATED)
                : isRun(pin, 1) || isRun(pin, 9) ? Optional.of(Fault.RUN) : date(pin);
    }

    private static boolean isRepeated(String pin) {
        for (int length = 1; length <= pin.length() / 2; length++) {
            if (pin.length() % length == 0
                    && pin.substring(0, length).repeat(pin.length() / length).equals(pin)) {
                return true;
            }
        }
        return false;
    }

    /** @param step from one digit to the next, modulo 10: after 9 comes 0 */
    private static boolean isRun(String pin, int step) {
        for (int i = 1; i < pin.length(); i++) {
            if ((pin.charAt(i - 1) - '0' + step) % 10 != pin.charAt(i) - '0') {
                return false;
            }
        }
        return true;
    }

    private static Optional<Fault> date(String pin) {
        boolean is = switch (pin.length()) {
            case 6 -> isDay(pin, 0, 2, 4, 2) || isDay(pin, 2, 0, 4, 2) || isDay(pin, 4, 2, 0, 2);
            case 8 -> isDay(pin, 0, 2, 4, 4) || isDay(pin, 2, 0, 4, 4) || isDay(pin, 6, 4, 0, 4);
            default -> false;
        };
        return is ? Optional.of(Fault.DATE) : Optional.empty();
    }

    private static boolean isDay(String pin, int day, int month, int year, int digits) {
        int number = Integer.parseInt(pin.substring(year, year + digits));
        try {
            // 2000 was a leap year: of two digits the 29th of February counts.
            LocalDate.of(
                    digits == 2 ? 2000 + number % CENTURY : number,
                    Integer.parseInt(pin.substring(month, month + 2)),
                    Integer.parseInt(pin.substring(day, day + 2)));
            return digits == 2 || (number >= 1900 && number < 2100);
        } catch (DateTimeException none) {
            return false;
        }
    }
}

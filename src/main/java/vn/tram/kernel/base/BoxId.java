package vn.tram.kernel.base;

/**
 * The installation that writes one journal, for instance {@code w00070-1}. Assigned by the city; part of MQTT topics,
 * so lower-case letters, digits and dashes only (a broker may use the dot itself).
 */
public record BoxId(String value) implements Comparable<BoxId> {
    private static final int LEAST = 2;
    private static final int MOST = 32;

    public BoxId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("box id must match [a-z][a-z0-9-]{1,31}: " + value);
        }
    }

    /** By hand and not by a pattern: every message that comes is looked at. */
    private static boolean isWellFormed(String value) {
        if (value.length() < LEAST || value.length() > MOST || !isLetter(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char each = value.charAt(i);
            if (!isLetter(each) && (each < '0' || each > '9') && each != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char each) {
        return each >= 'a' && each <= 'z';
    }

    @Override
    public int compareTo(BoxId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

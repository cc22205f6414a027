package vn.tram.kernel.base;

import java.util.regex.Pattern;

/**
 * The installation that writes one journal, for instance {@code w00070-1}. Assigned by the city; part of MQTT topics,
 * so lower-case letters, digits and dashes only (a broker may use the dot itself).
 */
public record BoxId(String value) implements Comparable<BoxId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    public BoxId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("box id must match " + FORM.pattern() + ": " + value);
        }
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

package vn.tram.edge.staff;

import java.util.regex.Pattern;

/** Name under which the city knows a member of staff, for instance {@code nguyen.thi.lan}; never used for another. */
public record StaffId(String value) implements Comparable<StaffId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");

    public StaffId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a name of staff matches " + FORM + ": " + value);
        }
    }

    @Override
    public int compareTo(StaffId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

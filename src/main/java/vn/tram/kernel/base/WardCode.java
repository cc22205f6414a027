package vn.tram.kernel.base;

import java.util.regex.Pattern;

/** Official five-digit code of a commune-level unit (QĐ 19/2025/QĐ-TTg), leading zeros kept. */
public record WardCode(String value) implements Comparable<WardCode> {
    private static final Pattern FORM = Pattern.compile("[0-9]{5}");

    public WardCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("ward code must be five digits: " + value);
        }
    }

    @Override
    public int compareTo(WardCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

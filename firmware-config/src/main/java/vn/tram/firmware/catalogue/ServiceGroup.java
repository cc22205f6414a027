package vn.tram.firmware.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * A group of procedures that shares one series of numbers.
 *
 * @param series letter on the slip; I, O, Q and one of each pair that sounds alike are not used
 * @param name what the kiosk's button says
 * @param hint a few examples in plain words
 * @param fields portal fields that belong to it
 * @param featured codes shown first at the kiosk, most used first
 */
public record ServiceGroup(char series, Words name, Words hint, List<String> fields, List<String> featured) {
    public ServiceGroup {
        if (series < 'A' || series > 'Z') {
            throw new IllegalArgumentException("a series is a letter A to Z, not " + series);
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hint, "hint");
        fields = List.copyOf(fields);
        featured = List.copyOf(featured);
    }
}

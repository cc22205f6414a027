package vn.tram.firmware.catalogue;

import java.util.Objects;

/** A text in the two languages of the product; Vietnamese never empty where English is not. */
public record Words(String vi, String en) {
    public static final Words NONE = new Words("", "");

    public Words {
        Objects.requireNonNull(vi, "vi");
        Objects.requireNonNull(en, "en");
    }
}

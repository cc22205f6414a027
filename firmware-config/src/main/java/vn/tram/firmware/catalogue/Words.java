package vn.tram.firmware.catalogue;

/** A text in the two languages of the product; Vietnamese never empty where English is not. */
public record Words(String vi, String en) {
    public static final Words NONE = new Words("", "");
}

package vn.tram.provisioning.wards;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.WardCode;

/**
 * What the id of a ward's box says: {@code w00070-1} is the first box of ward 00070.
 *
 * @param number from 1; a replaced box gets the next one
 */
public record BoxName(WardCode ward, int number) {
    private static final Pattern FORM = Pattern.compile("w([0-9]{5})-([1-9][0-9]{0,2})");

    public BoxName {
        if (number < 1 || number > 999) {
            throw new IllegalArgumentException("boxes of a ward are numbered 1 to 999, not " + number);
        }
    }

    /** Empty for an id that is not a ward box's. */
    public static Optional<BoxName> parse(BoxId box) {
        var match = FORM.matcher(box.value());
        return match.matches()
                ? Optional.of(new BoxName(new WardCode(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    public BoxId id() {
        return new BoxId("w" + ward + "-" + number);
    }
}

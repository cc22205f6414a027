package vn.tram.kernel.hall;

import vn.tram.kernel.base.BadForm;

/** Where a number was drawn. The number is part of the wire format. */
public enum Channel {
    /** At the kiosk, by the citizen. */
    KIOSK(1),
    /** At the reception desk, by staff. */
    RECEPTION(2);

    private final int number;

    Channel(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Channel of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown Channel " + number);
    }
}

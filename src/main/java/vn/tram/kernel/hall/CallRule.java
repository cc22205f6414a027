package vn.tram.kernel.hall;

import vn.tram.kernel.base.BadForm;

/** Why a ticket was called when it was. The number is part of the wire format. */
public enum CallRule {
    /** The longest waiting of the counter's series. */
    FIRST_COME(1),
    /** This one, for a reason the officer gave. */
    OUT_OF_TURN(2);

    private final int number;

    CallRule(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static CallRule of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown CallRule " + number);
    }
}

package vn.tram.kernel.hall;

import vn.tram.kernel.base.BadForm;

/** Life of a ticket. The number is part of the wire and table format. */
public enum TicketState {
    WAITING(1),
    CALLED(2),
    SERVING(3),
    HELD(4),
    NO_SHOW(5),
    DONE(6),
    CANCELLED(7),
    EXPIRED(8);

    private final int number;

    TicketState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether the citizen still expects something. */
    public boolean open() {
        return this == WAITING || this == CALLED || this == SERVING || this == HELD;
    }

    /** Whether it occupies a counter. */
    public boolean atCounter() {
        return this == CALLED || this == SERVING;
    }

    public static TicketState of(long number) throws BadForm {
        for (var state : values()) {
            if (state.number == number) {
                return state;
            }
        }
        throw new BadForm("unknown ticket state " + number);
    }
}

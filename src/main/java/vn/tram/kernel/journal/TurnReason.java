package vn.tram.kernel.journal;

import vn.tram.kernel.base.BadForm;

/** Why a box ended an epoch and went on in a new one. The number is part of the wire and table format. */
public enum TurnReason {
    /** The database is older than what was seen of it outside: it was replaced by a copy, or a disk lost writes. */
    SET_BACK(1),
    /** The centre had another history, or a longer one, of this epoch; the two were brought together. */
    FORK(2),
    /** The disk stands in another machine. */
    HARDWARE(3),
    /** The database was damaged, and what could still be read of it was put into a new one. */
    SALVAGED(4);

    private final int number;

    TurnReason(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static TurnReason of(long number) throws BadForm {
        for (var reason : values()) {
            if (reason.number == number) {
                return reason;
            }
        }
        throw new BadForm("unknown reason for an epoch to end: " + number);
    }
}

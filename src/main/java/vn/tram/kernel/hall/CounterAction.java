package vn.tram.kernel.hall;

import vn.tram.kernel.base.BadForm;

/** What a counter's officer did last. The number is part of the wire format. */
public enum CounterAction {
    /** Next in turn. */
    CALL_NEXT(1),
    /** This one. */
    CALL(2),
    /** Again. */
    RECALL(3),
    /** Serve. */
    START(4),
    /** Put aside. */
    HOLD(5),
    /** Take up. */
    RESUME(6),
    /** Done. */
    FINISH(7),
    /** Did not come. */
    ABSENT(8),
    /** To another series. */
    TRANSFER(9),
    /** An absent one waits again. */
    RETURN(10),
    /** One in a list given up. */
    CANCEL(11);

    private final int number;

    CounterAction(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether it is about a ticket in a list and leaves the one at the counter alone. */
    public boolean onTheSide() {
        return this == RETURN || this == CANCEL;
    }

    public static CounterAction of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown CounterAction " + number);
    }
}

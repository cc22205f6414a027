package vn.tram.kernel.event;

import vn.tram.kernel.base.BadForm;

/** What a device of the hall is for; it reaches the pages of that and nothing else. Number of the wire format. */
public enum DeviceKind {
    /** Citizens take their number here. */
    KIOSK(1),
    /** Shows and speaks the calls. */
    BOARD(2),
    /** A PC at which staff sign in. */
    WORKSTATION(3),
    /** Gives pages from a scanner, and takes nothing. */
    SCANNER(4);

    private final int number;

    DeviceKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static DeviceKind of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown DeviceKind " + number);
    }
}

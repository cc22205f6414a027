package vn.tram.kernel.event;

import vn.tram.kernel.base.BadForm;

/** Why a session ended. The number is part of the wire format. */
public enum SignOutReason {
    /** Pressed by whom it belonged to. */
    ASKED(1),
    /** Somebody else signed in at the same workstation. */
    SWITCHED(2),
    /** Too long without a key pressed, or open for too long in all. */
    TIMED_OUT(3),
    /** The city took the account back, or changed what it may. */
    REVOKED(4),
    /** Its cookie came from another device. */
    MOVED(5),
    /** An administrator ended it, or took the device back. */
    ENDED(6);

    private final int number;

    SignOutReason(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static SignOutReason of(long number) throws BadForm {
        for (var value : values()) {
            if (value.number == number) {
                return value;
            }
        }
        throw new BadForm("unknown SignOutReason " + number);
    }
}

package vn.tram.edge.staff;

import vn.tram.kernel.base.Rejection;

/** Why something about people was refused; the words for people stand under these names in the bundles. */
public enum StaffRejection implements Rejection {
    /** The try is over, or the box was started anew meanwhile: type it again. */
    TRY_UNKNOWN,
    /** Too many are being looked at; wait a moment. */
    TOO_MANY_TRIES,
    /** Nobody of this ward has the name. */
    STAFF_UNKNOWN,
    /** Whoever asks may not. */
    NOT_ALLOWED,
    /** An emergency is opened by two different people who both have just typed their PINs at one workstation. */
    NOT_TWO,
    /** What the city signed still holds: sign in as usual. */
    NOT_OVER,
    /** No more people can be let in by the console. */
    TOO_MANY_INVITES
}

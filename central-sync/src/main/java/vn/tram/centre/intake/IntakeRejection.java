package vn.tram.centre.intake;

import vn.tram.kernel.base.Rejection;

/** Refusals by the intake. */
public enum IntakeRejection implements Rejection {
    /** The sender's name is no box of a ward of this city. */
    UNKNOWN_BOX,
    /** The store could not be read. */
    STORE_UNAVAILABLE
}

package vn.tram.centre.duty;

import vn.tram.kernel.base.Rejection;

/** Refusals of one worker among several. */
public enum DutyRejection implements Rejection {
    /** Another worker is in charge of this box. */
    ANOTHERS_BOX,
    /** The state was read anew meanwhile: look again at what the others did. */
    READ_ANEW
}

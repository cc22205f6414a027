package vn.tram.centre.instances;

import vn.tram.kernel.base.Rejection;

/** Why a decision about copies is refused. */
public enum InstanceRejection implements Rejection {
    /** The box was never heard, or has no such copy. */
    INSTANCE_UNKNOWN,
    /** A name or a reason is missing or too long. */
    RULING_WRONG,
    /** A copy that is held back gets nothing of the journal. */
    HELD_BACK
}

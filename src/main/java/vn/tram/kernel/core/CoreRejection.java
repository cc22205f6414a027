package vn.tram.kernel.core;

import vn.tram.kernel.base.Rejection;

/** Refusals by the core itself; nothing has changed after any of them. */
public enum CoreRejection implements Rejection {
    /** Too much is waiting; try again in a moment. */
    BUSY,
    /** The disk did not take the change; nothing of it stands. */
    STORE_UNAVAILABLE,
    /** The request id was used before for something else. */
    REQUEST_ID_REUSED,
    /** The node is stopping. */
    STOPPING
}

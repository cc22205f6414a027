package vn.tram.centre.fleet;

import vn.tram.kernel.base.Rejection;

/** Refusals by the fleet. */
public enum FleetRejection implements Rejection {
    /** No such ward in this city. */
    WARD_UNKNOWN,
    /** The store could not be read. */
    STORE_UNAVAILABLE
}

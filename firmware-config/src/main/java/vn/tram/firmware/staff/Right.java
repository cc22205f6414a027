package vn.tram.firmware.staff;

/** What somebody may do. The names are stored in the audit trail and are keys of texts. */
public enum Right {
    /** Call and serve at a counter. */
    SERVE,
    /** Look for a person or a dossier, with a purpose. */
    LOOK_UP,
    /** Decide what others prepared. */
    APPROVE,
    /** See load and waits of the hall, and how the box is. */
    SEE_LOAD,
    /** Unlock a PIN. */
    UNLOCK_STAFF,
    /** Confirm and take back devices, printers, the first steps of a box. */
    MANAGE_DEVICES,
    /** Give out and take back accounts. */
    MANAGE_STAFF,
    /** See all wards and boxes at the city. */
    SEE_FLEET,
    /** Settings, enrolment, incidents: whatever changes a box from the city. */
    OPERATE_FLEET,
    /** Read and export the audit trail. */
    AUDIT;

    /** Whether the PIN is asked for once more before it is used. */
    public boolean wantsStepUp() {
        return this == APPROVE || this == UNLOCK_STAFF || this == MANAGE_DEVICES || this == MANAGE_STAFF;
    }
}

package vn.tram.centre.intake;

/** What can be wrong with what a box sends. The name is stored. */
public enum AlarmCode {
    /** The centre knows another history of this box, or a longer one. Lasts until the box greets with the right one. */
    FORK(true),
    /** The box's clock fell behind what it has written. Lasts until the box says that it caught up. */
    CLOCK_BEHIND(true),
    /** The box turns away what comes to it as a feed, or has no key to judge it by. Lasts as long as it says so. */
    FEED_REFUSED(true),
    /** The broker refuses a lane of the box: its rights there, or a limit of size. Lasts as long as the box says so. */
    LANE_REFUSED(true),
    /** A frame did not continue the box's hash chain, or was of a lane that carries none. */
    FRAME_REFUSED(false),
    /** A box no longer keeps entries that the centre has not: they are lost to it. Tells lane and numbers. */
    GAP(false),
    /** A box remembers more than this database has: it was set back without being told so. */
    CENTRE_SET_BACK(false),
    /** Bytes that are no message of ours. */
    BAD_BYTES(false),
    /** An entry or frame that could not be shown; it is kept apart. */
    QUARANTINED(false),
    /** A sender whose name is no box of a ward of this city. */
    UNKNOWN_BOX(false);

    private final boolean lasting;

    AlarmCode(boolean lasting) {
        this.lasting = lasting;
    }

    /** Whether it stands until it is taken back; others count for the business day of their last occurrence. */
    public boolean lasting() {
        return lasting;
    }
}

package vn.tram.centre.intake;

/** What can be wrong with what a box sends. The name is stored. */
public enum AlarmCode {
    /** The centre knows another history of this box, or a longer one. Lasts until the box greets with the right one. */
    FORK(true),
    /** Two copies of a box are alive under its name. Lasts until a person has decided which of them is the box. */
    CLONE(true),
    /** A copy that was fenced, or a box that was, still speaks. */
    FENCED(false),
    /** The box's clock fell behind what it has written. Lasts until the box says that it caught up. */
    CLOCK_BEHIND(true),
    /** The box turns away what comes to it as a feed, or has no key to judge it by. Lasts as long as it says so. */
    FEED_REFUSED(true),
    /** The broker refuses a lane of the box: its rights there, or a limit of size. Lasts as long as the box says so. */
    LANE_REFUSED(true),
    /**
     * The box's journal is shorter than what it signed before: its end was cut off, before the centre had it. Lasts
     * until the box vouches for more than it did then.
     */
    TAIL_CUT(true),
    /** What the box signed is not what the centre has of it, or is signed with another key than before. */
    CHECKPOINT_WRONG(false),
    /** On a day that is over, the box's tables and ours differ. Lasts until they are compared and found equal. */
    DAY_DIFFERS(true),
    /** Entries of a kind that this software does not know are kept as they came. Lasts until one that does is here. */
    PARKED(true),
    /** Entries on the box's own disk are not what was written, and are fetched again. Lasts as long as it says so. */
    ENTRY_DAMAGED(true),
    /** The box's database was damaged and made anew from what could be read. Lasts as long as the box says so. */
    DATABASE_SALVAGED(true),
    /** What landed here of the box is not what came any more; it is asked for again. Lasts until it is mended. */
    FRAME_DAMAGED(true),
    /** A frame did not continue the box's hash chain, or was of a lane that carries none. */
    FRAME_REFUSED(false),
    /** A box no longer keeps entries that the centre has not: they are lost to it. Tells lane and numbers. */
    GAP(false),
    /** A box went on under another name of its history: restored, healed, in another machine. Tells why. */
    EPOCH_BEGUN(false),
    /** A box remembers more than this database has: it was set back without being told so. */
    CENTRE_SET_BACK(false),
    /** The list of revoked certificates cannot be used, or is old: the last good one holds. */
    REVOCATION_LIST(false),
    /** A box asked the broker for topics that are not its own, or came under another name: it may be in other hands. */
    TRESPASS(false),
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

    /** What a box names as its trouble: one of these, or a feed that it turned away. */
    static AlarmCode ofTrouble(String code) {
        return code.startsWith("LANE_")
                ? LANE_REFUSED
                : code.startsWith("ENTRY_")
                        ? ENTRY_DAMAGED
                        : code.startsWith("DATABASE_") ? DATABASE_SALVAGED : FEED_REFUSED;
    }

    /** Whether it stands until it is taken back; others count for the business day of their last occurrence. */
    public boolean lasting() {
        return lasting;
    }
}

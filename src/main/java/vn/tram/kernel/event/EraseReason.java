package vn.tram.kernel.event;

/**
 * Why an entry's body was erased. A code and never words: words could name whom it was about. An erasure counts
 * whatever its reason, so one that is not known here is no error.
 */
public enum EraseReason {
    /** Told by later software. */
    UNKNOWN(0),
    /** The person whom it is about asked for it. */
    REQUEST_OF_PERSON(1),
    /** The time for which it might be kept is over. */
    TERM_OVER(2),
    /** An authority or a court ordered it. */
    ORDER(3),
    /** It should not have been written: a wrong person, or more than was needed. */
    WRITTEN_IN_ERROR(4);

    private final int number;

    EraseReason(int number) {
        this.number = number;
    }

    /** Part of the wire format. */
    public int number() {
        return number;
    }

    public static EraseReason of(long number) {
        for (var reason : values()) {
            if (reason.number == number) {
                return reason;
            }
        }
        return UNKNOWN;
    }
}

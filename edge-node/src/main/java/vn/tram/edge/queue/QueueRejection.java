package vn.tram.edge.queue;

import vn.tram.kernel.base.Rejection;

/** Why an act in the hall was refused; the words for people stand under these names in the bundles. */
public enum QueueRejection implements Rejection {
    SERIES_UNKNOWN,
    SERIES_CLOSED,
    HALL_CLOSED,
    PROCEDURE_UNKNOWN,
    COUNTER_UNKNOWN,
    COUNTER_BUSY,
    NO_CURRENT_TICKET,
    NOTHING_WAITING,
    TICKET_UNKNOWN,
    WRONG_STATE,
    ALREADY_CALLED,
    TOO_SOON_TO_RECALL,
    TOO_SOON_FOR_ABSENT,
    NOTHING_TO_UNDO,
    UNDO_TOO_LATE,
    REASON_REQUIRED,
    SAME_SERIES,
    DAY_FULL,
    DISK_FULL
}

package vn.tram.edge.sync.epochs;

import vn.tram.kernel.base.Rejection;

/** Why an epoch did not turn. */
public enum EpochRejection implements Rejection {
    /** Others of the same group have written and are not committed yet. */
    NOT_ALONE,
    /** The journal cannot be read. */
    UNREADABLE,
    /** More was written here since the histories part than one transaction can tell anew. */
    TOO_MUCH
}

package vn.tram.edge.sync.erasure;

import vn.tram.kernel.base.Rejection;

/** Why an entry was not erased. */
public enum ErasureRejection implements Rejection {
    /** There is no such entry here: it never was, or it was let go because the centre has it. */
    NOT_KEPT,
    /** It was written without a salt, as not personal: its body could be guessed from what would be left of it. */
    NOT_SALTED,
    /** The journal goes on in another epoch with this very commit: ask again. */
    NOT_ALONE,
    /** The journal cannot be read. */
    UNREADABLE
}

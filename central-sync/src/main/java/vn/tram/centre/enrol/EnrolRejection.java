package vn.tram.centre.enrol;

import vn.tram.kernel.base.Rejection;

/** Why something about a box's identity is refused. */
public enum EnrolRejection implements Rejection {
    /** Not a box of one of our wards. */
    BOX_UNKNOWN,
    /** A name or a reason is missing or too long. */
    WORDS_WRONG,
    /** Another box stands in its place. */
    BOX_REPLACED,
    /** The number is taken, or is not of the same ward. */
    NEXT_TAKEN,
    /** No code was ever made for this box. */
    CLAIM_NONE,
    /** The city has not issued this certificate. */
    CERTIFICATE_UNKNOWN,
    CERTIFICATE_REVOKED,
    /** It ended too long ago to be renewed. */
    CERTIFICATE_TOO_OLD,
    /** So many certificates nobody needs. */
    RENEWED_TOO_OFTEN,
    /** What allowed a certificate does not do so any more. */
    NOT_ALLOWED_ANY_MORE
}

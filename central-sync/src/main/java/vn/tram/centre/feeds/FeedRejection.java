package vn.tram.centre.feeds;

import vn.tram.kernel.base.Rejection;

/** Refusals by the feeds. */
public enum FeedRejection implements Rejection {
    /** No such ward in this city. */
    WARD_UNKNOWN,
    /** No such feed, or not this box's. */
    FEED_UNKNOWN,
    /** Another worker writes the feeds. */
    NOT_THE_WRITER,
    /** A group's name or row that no box would take. */
    GROUP_WRONG,
    /** No dictionary, or more of them than boxes take. */
    DICTIONARY_WRONG,
    /** Nobody of that ward has the name. */
    STAFF_UNKNOWN,
    /** A ward has as many people as a box takes. */
    STAFF_FULL,
    /** A name, a shown name or roles that no box would take. */
    STAFF_WRONG,
    /** Settings that do not pass the check. */
    SETTINGS_WRONG
}

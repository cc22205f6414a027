package vn.tram.centre.instances;

/** What a person has decided of one copy of a box. The name is stored. */
public enum Standing {
    /** Nothing yet. */
    OPEN,
    /** This one is the box. */
    HOLDER,
    /** This one is not, and what it sends is not taken. */
    FENCED
}

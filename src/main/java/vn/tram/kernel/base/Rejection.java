package vn.tram.kernel.base;

/**
 * A refusal that a person can cause; a value, never an exception. Implemented by one enum per feature; the name is the
 * key of the words in the resource bundles and the {@code code} of the HTTP problem.
 */
public interface Rejection {
    /** The enum constant's name, for instance {@code NOTHING_WAITING}. */
    String name();
}

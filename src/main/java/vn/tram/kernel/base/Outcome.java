package vn.tram.kernel.base;

/** What a caller gets: the reply of a command whose changes are on disk, or the reason why nothing changed. */
public sealed interface Outcome<R> {
    /** Done and on disk. */
    record Accepted<R>(R reply) implements Outcome<R> {}

    /** Nothing changed. */
    record Refused<R>(Rejection rejection) implements Outcome<R> {}
}

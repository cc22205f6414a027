package vn.tram.edge.staff;

/**
 * A PIN or a code that is being looked at.
 *
 * @param number by which it is ended, once
 * @param name as typed
 * @param at epoch milliseconds
 */
public record OpenTry(long number, String name, String device, Kind kind, long at) {
    /** What was typed. */
    public enum Kind {
        PIN,
        CODE
    }
}

package vn.tram.system.sim.check;

/**
 * Something that must hold does not.
 *
 * @param where node concerned
 * @param what in plain English, with the values
 */
public record Violation(Invariant invariant, String where, String what) {
    @Override
    public String toString() {
        return invariant + " at " + where + ": " + what;
    }
}

package vn.tram.edge.staff;

/**
 * What the box keeps of a person's PIN, in a table of its own: never in the journal, never on the line.
 *
 * @param hash as {@link PinHashes} made it; empty while none is chosen
 * @param generation of the city's row when it was chosen; an older one counts no more
 * @param wrong tries in a row, the open ones counted as wrong
 * @param until epoch milliseconds before which it may not be tried again
 * @param usedCode hash of the last one-time code that was used; empty before the first
 */
public record PinState(String name, String hash, long generation, int wrong, long until, String usedCode) {
    static PinState none(String name) {
        return new PinState(name, "", 0, 0, 0, "");
    }

    PinState tried(long now) {
        return new PinState(name, hash, generation, wrong + 1, now + Guesses.waitAfter(wrong + 1), usedCode);
    }

    PinState forgiven() {
        return new PinState(name, hash, generation, 0, 0, usedCode);
    }

    PinState chosen(String newHash, long newGeneration) {
        return new PinState(name, newHash, newGeneration, 0, 0, usedCode);
    }

    PinState spent(String code) {
        return new PinState(name, hash, generation, wrong, until, code);
    }

    boolean isLocked() {
        return wrong >= Guesses.LOCK;
    }

    /** Shows no hash. */
    @Override
    public String toString() {
        return "PIN of " + name;
    }
}

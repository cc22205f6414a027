package vn.tram.edge.staff;

import java.util.List;

/**
 * Whether a PIN or a code may be looked at now, and by what. Never leaves the process: it holds hashes.
 *
 * @param number of the try, to end it by; 0 when it may not be
 * @param waitMillis until it may be tried again; 0 when it may be now, or when waiting does not help
 * @param hashes the right one is that of one of them; empty when nobody has the name, or has no PIN or code: then as
 *     much time is to be taken
 */
public record Begun(Guesses.Verdict verdict, long number, long waitMillis, List<String> hashes) {
    public Begun {
        hashes = List.copyOf(hashes);
    }

    @Override
    public String toString() {
        return "Begun " + verdict + " " + number;
    }
}

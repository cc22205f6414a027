package vn.tram.centre.enrol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import vn.tram.centre.enrol.PapersNoted.Guess;
import vn.tram.kernel.base.BoxId;

/**
 * Which wrong tries count against a code. Five end it, and whoever knows a box's name could make five; so of one place
 * only a few count, and after each the code cools before the next one counts. A proof that is right is taken at any
 * time: what keeps a code from being guessed is its length, see decision 31. In memory alone: after a restart places
 * are forgotten, the count of the code is not.
 */
final class Guesses {
    /** Wrong tries of one place that count against one code; under half of what a code bears. */
    static final int EACH = 2;

    /** After one that counted, none counts for so long. */
    static final Duration COOLING = Duration.ofMinutes(10);

    private final Map<BoxId, OfCode> codes = new HashMap<>();

    private static final class OfCode {
        private final int number;
        private final Map<String, Integer> places = new HashMap<>();
        private long last;

        OfCode(int number) {
            this.number = number;
        }
    }

    /**
     * Whether a wrong try counts now.
     *
     * @param code number of the code of the box
     */
    boolean counts(BoxId box, int code, String from, long now) {
        var known = codes.get(box);
        if (known == null || known.number != code) {
            return true;
        }
        long since = now - known.last;
        boolean cools = since >= 0 && since < COOLING.toMillis();
        return !cools && known.places.getOrDefault(from, 0) < EACH;
    }

    /** One was counted. There are five of a code at most, and one code of a box. */
    void counted(BoxId box, int code, Guess guess) {
        var known = codes.get(box);
        if (known == null || known.number != code) {
            known = new OfCode(code);
            codes.put(box, known);
        }
        known.places.merge(guess.from(), 1, Integer::sum);
        known.last = guess.at();
    }

    void forget() {
        codes.clear();
    }
}

package vn.tram.centre.enrol;

import java.util.Optional;
import vn.tram.kernel.base.BoxId;
import vn.tram.kernel.base.Landing;

/**
 * What is kept of a box's identity now.
 *
 * @param guess the wrong try that changed it; not stored: the count of the code is
 */
public record PapersNoted(BoxId box, Papers now, Optional<Guess> guess) implements Landing {
    public PapersNoted(BoxId box, Papers now) {
        this(box, now, Optional.empty());
    }

    /**
     * A wrong try that counted.
     *
     * @param from where it came from
     * @param at epoch milliseconds
     */
    public record Guess(String from, long at) {}
}

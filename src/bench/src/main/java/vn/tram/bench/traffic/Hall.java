package vn.tram.bench.traffic;

import java.util.List;
import java.util.Optional;

/**
 * A hall as people and officers can touch it. A call returns when it is answered, however long that takes: the line to
 * a box may be cut and the box may restart.
 */
interface Hall {
    /** What the kiosk offers now. */
    Offer offer() throws InterruptedException;

    /** Numbers of the counters that are manned. */
    List<Integer> counters() throws InterruptedException;

    /** Draws a number; empty when the hall refuses. */
    Optional<String> draw(String series, String procedure) throws InterruptedException;

    CounterNow look(int counter) throws InterruptedException;

    /**
     * Presses a key at a counter; false when the box refuses.
     *
     * @param verb last part of the address
     * @param ticket a ticket from a list, or empty
     * @param series where a transfer goes, or empty
     * @param reason of a transfer or a call out of turn, or empty
     */
    boolean press(int counter, String verb, String ticket, String series, String reason) throws InterruptedException;
}

package vn.tram.bench.traffic;

/**
 * One visit as chance has planned it. Times in seconds of the day that is played.
 *
 * @param arrivesAt seconds since midnight
 * @param answersCall the call at which the person gets up: 1, sometimes 2; 0 never
 * @param service time at the counter
 * @param turn what happens in the middle of it
 */
record Citizen(double arrivesAt, String series, String procedure, int answersCall, double service, Turn turn) {
    /** Ways in which a visit does not go straight to its end. */
    enum Turn {
        STRAIGHT,
        /** A paper is missing: the person copies it and comes back. */
        COPIES_A_PAPER,
        /** The wrong group: the ticket goes to another series. */
        BELONGS_ELSEWHERE,
        /** Walks out before being called. */
        GIVES_UP,
        /** The officer finishes too early by mistake and takes it back. */
        FINISHED_BY_MISTAKE
    }
}

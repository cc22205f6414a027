package vn.tram.edge.sync.lanes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tram.kernel.journal.Lane;

/**
 * Whose turn it is on the one connection. The urgent lane goes first, but takes at most {@value #URGENT_PERCENT} % of
 * the bytes while a lane below it waits; those share the rest by deficit round robin (Shreedhar and Varghese, 1995), so
 * that none is forgotten and big frames buy no more than small ones. Pure; one thread.
 */
public final class LaneShare implements LaneOrder {
    public static final int URGENT_PERCENT = 30;

    /** Urgent bytes that may run ahead of their share: a burst of presses. */
    public static final int URGENT_AHEAD = 4 * 1024;

    /** Bytes of a lane's turn. */
    private static final Map<Lane, Integer> TURN =
            Map.of(Lane.RECORDS, 4 * 1024, Lane.STATISTICS, 2 * 1024, Lane.BLOBS, 1024);

    private static final List<Lane> BELOW = List.of(Lane.RECORDS, Lane.STATISTICS, Lane.BLOBS);

    private final EnumMap<Lane, Long> credit = new EnumMap<>(Lane.class);
    private double urgentCredit = URGENT_AHEAD;
    private int turn;

    @Override
    public Optional<Lane> next(Set<Lane> waiting) {
        boolean below = BELOW.stream().anyMatch(waiting::contains);
        if (waiting.contains(Lane.URGENT) && (!below || urgentCredit > 0)) {
            return Optional.of(Lane.URGENT);
        }
        if (!below) {
            return Optional.empty();
        }
        BELOW.stream().filter(lane -> !waiting.contains(lane)).forEach(credit::remove);
        for (var lane = BELOW.get(turn); ; lane = BELOW.get(turn)) {
            if (waiting.contains(lane) && credit.computeIfAbsent(lane, LaneShare::bytesOfATurn) > 0) {
                return Optional.of(lane);
            }
            turn = (turn + 1) % BELOW.size();
            var arrived = BELOW.get(turn);
            credit.computeIfPresent(arrived, (same, left) -> left + bytesOfATurn(same));
        }
    }

    private static long bytesOfATurn(Lane lane) {
        return TURN.getOrDefault(lane, 0);
    }

    @Override
    public void sent(Lane lane, int bytes, boolean contended) {
        if (lane != Lane.URGENT) {
            credit.merge(lane, (long) -bytes, Long::sum);
            double earned = bytes * (double) URGENT_PERCENT / (100 - URGENT_PERCENT);
            urgentCredit = Math.min(URGENT_AHEAD, urgentCredit + earned);
        } else if (contended) {
            urgentCredit -= bytes;
        }
    }
}

package vn.tram.edge.sync.lanes;

import java.util.Optional;
import java.util.Set;
import vn.tram.kernel.journal.Lane;

/** Whose turn it is on the one connection. One thread. */
public interface LaneOrder {
    /** The lane to send a frame of, among those that wait; empty when none does. Asking again changes nothing. */
    Optional<Lane> next(Set<Lane> waiting);

    /** @param contended whether a lane below the urgent one was waiting as well */
    void sent(Lane lane, int bytes, boolean contended);
}

package vn.tram.centre.duty;

import java.util.List;
import java.util.Set;

/**
 * The table of leases as one worker uses it. Each method is a transaction of its own, by the table's clock, so that no
 * worker's clock matters. {@code E} is how the table fails.
 */
public interface LeaseTable<E extends Exception> {
    /** Says that this worker's life lives. */
    void live() throws E;

    /** Lives that said so lately. */
    Set<String> living() throws E;

    List<Lease> leases() throws E;

    /** Takes a lease and raises its fence, unless it has changed since it was read or its holder lives after all. */
    void take(Lease lease) throws E;

    /** Gives a share back, if this worker has it. */
    void letGo(int part) throws E;
}

package vn.tram.kernel.journal;

import vn.tram.kernel.base.Landing;

/** A change behind which the journal goes on in a new epoch: entries of the same decision behind it are the first. */
public interface TurnsEpoch extends Landing {
    /** Name of the epoch that begins. */
    long child();

    /** The largest lsn that any entry of this box has: lsn goes on behind it. */
    long lastLsn();

    /** The latest time of any of them, epoch milliseconds: time does not go back behind it. */
    long lastAt();
}

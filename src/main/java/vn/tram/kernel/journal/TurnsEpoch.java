package vn.tram.kernel.journal;

import vn.tram.kernel.base.Landing;

/** A change behind which the journal goes on in a new epoch: entries of the same decision behind it are the first. */
public interface TurnsEpoch extends Landing {
    /** Name of the epoch that begins. */
    long child();

    /** The lsn of the last entry that any epoch of this box has: lsn goes on behind it. */
    long lastLsn();
}

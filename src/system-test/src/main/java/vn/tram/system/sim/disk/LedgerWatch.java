package vn.tram.system.sim.disk;

import java.util.List;
import vn.tram.kernel.core.Ledger.Recovered;
import vn.tram.kernel.core.Written;

/** Hears what a node believes to be on its disk, before the node tells anybody. */
public interface LedgerWatch {
    /** The node was told what stands on disk. */
    void recovered(Recovered what);

    /** The node was told that these are durable. */
    void committed(List<Written> changes);

    /** A store refused a change as impossible: the second guard behind the features' own rules. */
    void refused(Written change, String why);

    /** The power went during this commit: all of it stands, or nothing. */
    void inDoubt(List<Written> changes);
}

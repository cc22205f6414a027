package vn.tram.edge;

import vn.tram.edge.sync.retention.Retention;
import vn.tram.edge.sync.scrub.Scrub;
import vn.tram.kernel.core.Ledger;

/**
 * A box's whole store as {@link Appliance} takes it: SQLite in production, a fake with a failing disk in the
 * simulation.
 */
public interface BoxStorage extends Ledger, StoredState, Retention.Old, Scrub.Rows {}

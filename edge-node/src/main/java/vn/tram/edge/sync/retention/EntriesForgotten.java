package vn.tram.edge.sync.retention;

import vn.tram.kernel.base.Landing;
import vn.tram.kernel.journal.Lane;

/** The centre has had the entries of a lane before {@code floor} for long; they are no longer kept here. */
public record EntriesForgotten(Lane lane, long floor) implements Landing {}

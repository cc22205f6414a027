package vn.tram.edge.sync.retention;

import vn.tram.kernel.base.Landing;

/** Entries of epochs that are over, written before this epoch millisecond, may go: some of them at a time. */
public record OldEpochsForgotten(long before) implements Landing {}

package vn.tram.edge.sync.lease;

import vn.tram.kernel.base.Landing;

/** The token by which the centre knows this data folder with the next greeting. */
public record LeaseKept(long token) implements Landing {}

package vn.tram.edge.sync.lease;

import vn.tram.kernel.core.Command;

/** Keep a token that the centre gave. Needs no request id: keeping it twice is harmless. Replies the token. */
public record KeepLease(long token) implements Command<Long> {}

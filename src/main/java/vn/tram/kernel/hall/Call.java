package vn.tram.kernel.hall;

/** A call as the board shows and speaks it; {@code lsn} orders calls and tells which were spoken already. */
public record Call(long lsn, TicketKey key, int counter, int callNo, long at) {}

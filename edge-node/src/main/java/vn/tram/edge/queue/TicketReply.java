package vn.tram.edge.queue;

import vn.tram.kernel.hall.Ticket;

/**
 * The answer to an act: the ticket as the act left it.
 *
 * @param ahead people of the same series who are served before it
 */
public record TicketReply(Ticket ticket, int ahead) {}

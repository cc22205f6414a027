package vn.tram.kernel.hall;

import java.util.UUID;
import vn.tram.kernel.base.Event;

/** What happens in a hall. A ticket is named by its key (day, series, number), which is unique for ever in one ward. */
public sealed interface QueueEvent extends Event {
    /** The first act of a business day; numbering restarts. */
    record DayOpened(int day) implements QueueEvent {}

    /** A number was given out. {@code procedure} is a national code or empty. */
    record TicketIssued(TicketKey key, UUID id, String procedure, Channel channel) implements QueueEvent {}

    /** Called to a counter for the {@code callNo}-th time (from 1). {@code reason} only for a call out of turn. */
    record TicketCalled(TicketKey key, int counter, int callNo, CallRule rule, String reason) implements QueueEvent {}

    /** The citizen stands at the counter. */
    record ServingStarted(TicketKey key, int counter) implements QueueEvent {}

    /** Put aside; the counter is free again. */
    record TicketHeld(TicketKey key, int counter) implements QueueEvent {}

    /** Taken up again at a counter. */
    record ServingResumed(TicketKey key, int counter) implements QueueEvent {}

    /** Done. */
    record ServingFinished(TicketKey key, int counter) implements QueueEvent {}

    /** Did not come. */
    record TicketAbsent(TicketKey key, int counter) implements QueueEvent {}

    /**
     * Came after all, said the officer at {@code counter}; waits again with rank {@code rankAt} (epoch milliseconds).
     */
    record TicketReturned(TicketKey key, int counter, long rankAt) implements QueueEvent {}

    /** Sent to another series; keeps number and first arrival. */
    record TicketTransferred(TicketKey key, int counter, char toSeries, String reason) implements QueueEvent {}

    /** Given up before it was done, said the officer at {@code counter}. */
    record TicketCancelled(TicketKey key, int counter) implements QueueEvent {}

    /** Numbers of a series up to this one count as given: they may have been, before the disk was set back. */
    record NumbersSkipped(int day, char series, int upTo) implements QueueEvent {}

    /** As it stands, all of it: told anew where two histories of a box were brought together. Never refused. */
    record TicketRestated(Ticket ticket) implements QueueEvent {}

    /** Still open when the next business day began. */
    record TicketExpired(TicketKey key) implements QueueEvent {}

    /** A wrong press taken back: the ticket stands again as {@code restored}. Nothing is erased. */
    record ActionUndone(int counter, CounterAction action, Ticket restored) implements QueueEvent {}
}

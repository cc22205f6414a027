package vn.tram.kernel.hall;

import java.util.Optional;

/** What a queue event is about. Pure; any thread. */
public final class QueueFacts {
    private QueueFacts() {}

    /** The ticket; empty for what is about the whole day. */
    public static Optional<TicketKey> ticket(QueueEvent event) {
        TicketKey key;
        if (event instanceof QueueEvent.DayOpened || event instanceof QueueEvent.NumbersSkipped) {
            key = null;
        } else if (event instanceof QueueEvent.TicketIssued issued) {
            key = issued.key();
        } else if (event instanceof QueueEvent.TicketCalled called) {
            key = called.key();
        } else if (event instanceof QueueEvent.ServingStarted started) {
            key = started.key();
        } else if (event instanceof QueueEvent.TicketHeld held) {
            key = held.key();
        } else if (event instanceof QueueEvent.ServingResumed resumed) {
            key = resumed.key();
        } else if (event instanceof QueueEvent.ServingFinished finished) {
            key = finished.key();
        } else if (event instanceof QueueEvent.TicketAbsent absent) {
            key = absent.key();
        } else if (event instanceof QueueEvent.TicketReturned returned) {
            key = returned.key();
        } else if (event instanceof QueueEvent.TicketTransferred moved) {
            key = moved.key();
        } else if (event instanceof QueueEvent.TicketCancelled cancelled) {
            key = cancelled.key();
        } else if (event instanceof QueueEvent.TicketExpired expired) {
            key = expired.key();
        } else if (event instanceof QueueEvent.ActionUndone undone) {
            key = undone.restored().key();
        } else if (event instanceof QueueEvent.TicketRestated restated) {
            key = restated.ticket().key();
        } else {
            throw new AssertionError(event);
        }
        return Optional.ofNullable(key);
    }

    public static int day(QueueEvent event) {
        if (event instanceof QueueEvent.DayOpened opened) {
            return opened.day();
        } else if (event instanceof QueueEvent.NumbersSkipped skipped) {
            return skipped.day();
        }
        return ticket(event).orElseThrow().day();
    }
}

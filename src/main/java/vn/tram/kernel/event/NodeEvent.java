package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;

/** News of the box itself. */
public sealed interface NodeEvent extends Event {
    /** The process started. {@code version} is the software's. */
    record NodeStarted(String version) implements NodeEvent {}

    /** The wall clock fell behind what is already written; numbering goes on with the last known time. */
    record ClockFellBehind(long behindMillis) implements NodeEvent {}

    /** The wall clock has caught up. */
    record ClockRecovered() implements NodeEvent {}
}

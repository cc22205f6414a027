package vn.tram.kernel.event;

import vn.tram.kernel.base.Event;

/**
 * What an erased entry is read as, whatever it was: known, and without any effect. Only ever read, never written into a
 * journal.
 */
public record SaysNothing() implements Event {}

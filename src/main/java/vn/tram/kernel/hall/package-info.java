/**
 * A hall's day as a fold of queue events: tickets, counters, recent calls. The box decides on it, the centre draws it;
 * nothing here decides or refuses.
 */
@NullMarked
package vn.tram.kernel.hall;

import org.jspecify.annotations.NullMarked;

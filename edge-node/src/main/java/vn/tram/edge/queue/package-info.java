/**
 * The citizens' queue of one hall: decides every act at kiosk and counters on the fold of today's events. Pure; called
 * by the core's thread alone.
 */
@NullMarked
package vn.tram.edge.queue;

import org.jspecify.annotations.NullMarked;

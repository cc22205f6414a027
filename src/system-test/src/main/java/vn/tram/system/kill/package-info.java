/**
 * Boxes and centre killed at random moments under load, and what must still be true afterwards. Owns the threads of the
 * load and the processes; a run is started from one thread.
 */
@NullMarked
package vn.tram.system.kill;

import org.jspecify.annotations.NullMarked;

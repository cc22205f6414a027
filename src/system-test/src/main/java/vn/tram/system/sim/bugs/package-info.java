/**
 * Bugs planted on purpose around production code, to see that the simulation finds such. Each bends one port and is
 * named after what a careless implementation of it would do. One thread.
 */
@NullMarked
package vn.tram.system.sim.bugs;

import org.jspecify.annotations.NullMarked;

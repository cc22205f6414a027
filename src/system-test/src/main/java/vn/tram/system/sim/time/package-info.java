/** Virtual time and seeded chance: nothing here or above it asks the real world. One thread. */
@NullMarked
package vn.tram.system.sim.time;

import org.jspecify.annotations.NullMarked;

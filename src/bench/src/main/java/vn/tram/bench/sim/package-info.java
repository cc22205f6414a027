/** How much of a fleet's life the simulation plays in a minute of computing. One thread. */
@NullMarked
package vn.tram.bench.sim;

import org.jspecify.annotations.NullMarked;

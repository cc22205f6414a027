/**
 * Room on the box's disk: what is given up, in which order, as it fills, so that the hall is warned long before and
 * what was promised is never at stake. Told by the line's timers; levels are read by any thread.
 */
@NullMarked
package vn.tram.edge.disk;

import org.jspecify.annotations.NullMarked;

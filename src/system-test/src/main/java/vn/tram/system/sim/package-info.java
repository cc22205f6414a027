/**
 * The whole fleet in one thread: boxes, centre, broker, disks, clocks and people in virtual time, every chance drawn
 * from one seed. Runs the production classes unchanged and breaks everything around them.
 */
@NullMarked
package vn.tram.system.sim;

import org.jspecify.annotations.NullMarked;

/**
 * People: citizens at kiosks, officers at counters, the city's office. They know the hall's rules as people do, make
 * mistakes, press twice and press again when nothing answers. One thread.
 */
@NullMarked
package vn.tram.system.sim.work;

import org.jspecify.annotations.NullMarked;

/** A centre of several workers as processes, on Debian's Mosquitto and PostgreSQL, under kills and pauses. */
@NullMarked
package vn.tram.system.workers;

import org.jspecify.annotations.NullMarked;

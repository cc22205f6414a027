/** The seams to the world: clock, chance, timers. The only package of the product that asks the real clock. */
@NullMarked
package vn.tram.kernel.platform;

import org.jspecify.annotations.NullMarked;

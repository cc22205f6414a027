/** Tests of the city side, and the fakes that the simulation uses too. */
@NullMarked
package vn.tram.centre;

import org.jspecify.annotations.NullMarked;

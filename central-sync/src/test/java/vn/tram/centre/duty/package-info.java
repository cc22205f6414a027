/** Tests of how work is shared out. */
@NullMarked
package vn.tram.centre.duty;

import org.jspecify.annotations.NullMarked;

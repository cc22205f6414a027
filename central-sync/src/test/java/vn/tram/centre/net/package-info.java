/** Tests of the broker and of what the centre says on the line. */
@NullMarked
package vn.tram.centre.net;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package vn.tram.centre.net;

import org.jspecify.annotations.NullMarked;

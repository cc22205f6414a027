/** Tests. */
@NullMarked
package vn.tram.centre.store;

import org.jspecify.annotations.NullMarked;

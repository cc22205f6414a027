/** Tests of the centre's tables on real SQLite. */
@NullMarked
package vn.tram.centre.store;

import org.jspecify.annotations.NullMarked;

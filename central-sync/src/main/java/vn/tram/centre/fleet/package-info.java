/**
 * The picture of all wards: who is alive, who waits, how far behind each box is. Owns what is known of each box but its
 * journal, which it reads by {@link vn.tram.centre.fleet.BoxRecords}. Core's thread only; what it answers is plain data
 * for any thread.
 */
@NullMarked
package vn.tram.centre.fleet;

import org.jspecify.annotations.NullMarked;

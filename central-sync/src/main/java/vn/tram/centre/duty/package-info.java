/**
 * Who of several workers is in charge of what: boxes in partitions by a hash of their name, and the city's feeds. Pure
 * values and one plan; any thread. Owns nothing: leases lie in the store.
 */
@NullMarked
package vn.tram.centre.duty;

import org.jspecify.annotations.NullMarked;

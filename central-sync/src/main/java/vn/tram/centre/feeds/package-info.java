/**
 * What the city sends down: procedures, services and each ward's settings, as feeds with dense offsets of which only
 * the newest row of a key is kept. Owns the feeds in memory; core's thread only.
 */
@NullMarked
package vn.tram.centre.feeds;

import org.jspecify.annotations.NullMarked;

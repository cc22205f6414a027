/**
 * What the city sent down: procedures, services, this ward's settings, each with how far it is read. Keeps the last
 * good copy. Pure; called by the core's thread alone.
 */
@NullMarked
package vn.tram.edge.feeds;

import org.jspecify.annotations.NullMarked;

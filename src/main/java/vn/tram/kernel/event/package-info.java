/**
 * The registry that maps every event to its wire type, and the news of the node itself. A vocabulary is one sealed
 * interface with nested records; the hall's stands beside its fold. Pure; any thread.
 */
@NullMarked
package vn.tram.kernel.event;

import org.jspecify.annotations.NullMarked;

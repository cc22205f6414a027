/**
 * The door of the box: which device asks, who is signed in at it, and whether they may. Sessions are kept in memory
 * alone, on the event loop of the pages.
 */
@NullMarked
package vn.tram.edge.web.door;

import org.jspecify.annotations.NullMarked;

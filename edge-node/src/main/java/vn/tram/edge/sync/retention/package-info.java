/** How long entries stay at the box once the centre has them. Pure; the core's thread. */
@NullMarked
package vn.tram.edge.sync.retention;

import org.jspecify.annotations.NullMarked;

/** The doors of a box, by a client outside. */
@NullMarked
package vn.tram.edge.web.listen;

import org.jspecify.annotations.NullMarked;

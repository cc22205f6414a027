/** The box's way to the centre besides the line: HTTPS, for a box that has no certificate that holds. */
@NullMarked
package vn.tram.edge.net;

import org.jspecify.annotations.NullMarked;

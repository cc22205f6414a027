/** How a box comes to its identity, against a city and a disk that are played. */
@NullMarked
package vn.tram.edge.enrol;

import org.jspecify.annotations.NullMarked;

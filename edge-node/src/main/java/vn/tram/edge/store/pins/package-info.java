/** Slow hashes for PINs. An adapter: the one place of the box that knows the library that computes them. */
@NullMarked
package vn.tram.edge.store.pins;

import org.jspecify.annotations.NullMarked;

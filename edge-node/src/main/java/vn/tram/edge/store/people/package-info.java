/** Tables of the box's people: PINs, whom the console let in, an emergency, the hall's devices. */
@NullMarked
package vn.tram.edge.store.people;

import org.jspecify.annotations.NullMarked;

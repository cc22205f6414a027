/** The box's identity on a real disk. */
@NullMarked
package vn.tram.edge.store.identity;

import org.jspecify.annotations.NullMarked;

/** The box's identity as files of its data folder. */
@NullMarked
package vn.tram.edge.store.identity;

import org.jspecify.annotations.NullMarked;

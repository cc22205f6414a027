/** Tests of the way back from a fork. */
@NullMarked
package vn.tram.edge.sync.epochs;

import org.jspecify.annotations.NullMarked;

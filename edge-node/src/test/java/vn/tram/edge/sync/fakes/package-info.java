/** Both ends of the line for tests of the box's: a journal in memory and a centre that can be told to be difficult. */
@NullMarked
package vn.tram.edge.sync.fakes;

import org.jspecify.annotations.NullMarked;

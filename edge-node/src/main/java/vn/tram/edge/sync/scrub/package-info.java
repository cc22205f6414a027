/**
 * What lies still and may have changed all the same: looks through the journal's rows in small steps, names what is
 * damaged, asks the centre for it and has it mended; and what was saved of a database that was damaged. Owns the search
 * and the judgement; the rows are the store's.
 */
@NullMarked
package vn.tram.edge.sync.scrub;

import org.jspecify.annotations.NullMarked;

/**
 * The journal: entries in dense order under one hash chain per box and one per lane. Pure data and arithmetic; the
 * files behind it belong to the stores.
 */
@NullMarked
package vn.tram.kernel.journal;

import org.jspecify.annotations.NullMarked;

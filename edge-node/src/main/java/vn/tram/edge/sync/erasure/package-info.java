/**
 * Personal data that must go: erases salt and body of an entry of the journal and leaves what the hash chains need.
 * Owns the decision; the rows are the store's, and the centre does the same when the fact reaches it.
 */
@NullMarked
package vn.tram.edge.sync.erasure;

import org.jspecify.annotations.NullMarked;

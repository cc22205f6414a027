/** Blobs over a weak line, beside plain TCP and rsync over the same line. A thread of its own; one run at a time. */
@NullMarked
package vn.tram.bench.blob;

import org.jspecify.annotations.NullMarked;

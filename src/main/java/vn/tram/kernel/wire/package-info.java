/**
 * What crosses the line: frames, hello, acknowledgements, feed batches, and their bytes. Pure codecs, limits on every
 * size; the {@code Link} port carries them.
 */
@NullMarked
package vn.tram.kernel.wire;

import org.jspecify.annotations.NullMarked;

/** Digests and what is proved with them. Pure; any thread. */
@NullMarked
package vn.tram.kernel.trust;

import org.jspecify.annotations.NullMarked;

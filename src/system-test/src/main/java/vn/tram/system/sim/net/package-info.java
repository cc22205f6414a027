/**
 * The wide-area network and the broker in it, as badly as they may behave. Owns who is connected and what is on its
 * way; implements the kernel's {@link vn.tram.kernel.wire.Link}. One thread.
 */
@NullMarked
package vn.tram.system.sim.net;

import org.jspecify.annotations.NullMarked;

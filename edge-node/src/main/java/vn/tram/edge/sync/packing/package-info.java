/** In which form frames leave. Pure; the timers' thread. */
@NullMarked
package vn.tram.edge.sync.packing;

import org.jspecify.annotations.NullMarked;

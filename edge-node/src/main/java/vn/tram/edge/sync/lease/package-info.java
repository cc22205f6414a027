/**
 * Which running copy of this box speaks: its token, the name of the process, the number of the machine. Timers' thread.
 */
@NullMarked
package vn.tram.edge.sync.lease;

import org.jspecify.annotations.NullMarked;

/**
 * The box's end of the line: connect, hello, push, acknowledge, resend, fetch feeds. Runs on the timers' thread alone;
 * durability is the journal's, never the wire's.
 */
@NullMarked
package vn.tram.edge.sync;

import org.jspecify.annotations.NullMarked;

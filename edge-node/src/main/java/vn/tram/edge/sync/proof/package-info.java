/**
 * What the box gives the centre to hold its copy against: signed checkpoints of the journal, digests of days that are
 * over. Owns when to say which; the uplink owns the line. Timers' thread.
 */
@NullMarked
package vn.tram.edge.sync.proof;

import org.jspecify.annotations.NullMarked;

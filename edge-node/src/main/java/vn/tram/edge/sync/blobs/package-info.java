/**
 * The box's blobs on the line: chunks as the uplink's side lane, everything else about blobs beside it. Timers' thread;
 * the disk is behind a port with a thread of its own.
 */
@NullMarked
package vn.tram.edge.sync.blobs;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmark {@code sync-bytes}: what a ward's day costs on the line. Runs a box's classes in this process, a centre in
 * its own, and a counting proxy between them.
 */
@NullMarked
package vn.tram.bench.sync;

import org.jspecify.annotations.NullMarked;

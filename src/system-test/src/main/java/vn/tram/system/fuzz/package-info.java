/**
 * Hostile bytes for every decoder and for both ends of the line, searched by a coverage-guided fuzzer: each class with
 * a {@code fuzzerTestOneInput} is one target, run in a process of its own with a limit on time and memory. One thread.
 */
@NullMarked
package vn.tram.system.fuzz;

import org.jspecify.annotations.NullMarked;

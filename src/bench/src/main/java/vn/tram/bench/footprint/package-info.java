/** Benchmark {@code footprint}: memory and start of one box process. One thread besides those of the pages it opens. */
@NullMarked
package vn.tram.bench.footprint;

import org.jspecify.annotations.NullMarked;

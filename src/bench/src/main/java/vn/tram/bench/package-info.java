/** Benchmarks: each prints lines {@code figure NAME VALUE UNIT}. */
@NullMarked
package vn.tram.bench;

import org.jspecify.annotations.NullMarked;

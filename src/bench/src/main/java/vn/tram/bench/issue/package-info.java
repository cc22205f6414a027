/**
 * Benchmark {@code issue}: how fast one box gives out numbers. Owns its clients' threads; the box is a process of its
 * own.
 */
@NullMarked
package vn.tram.bench.issue;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks and long runs as commands. Owns how figures and verdicts are printed; what is measured stands in the
 * packages below. Each command runs on the main thread.
 */
@NullMarked
package vn.tram.bench;

import org.jspecify.annotations.NullMarked;

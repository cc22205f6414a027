/** The benchmarks themselves, small and quick: that they run, and on the class path that their command gives them. */
@NullMarked
package vn.tram.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Real boxes and centres as processes of their own, as the system tests, the benchmarks and the long runs start them,
 * and a plain HTTP client for their pages. Owns the processes it starts and ends them with itself. Any thread, one at a
 * time per object.
 */
@NullMarked
package vn.tram.system.process;

import org.jspecify.annotations.NullMarked;

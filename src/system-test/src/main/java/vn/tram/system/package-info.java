/** The whole under faults: simulated world, workload, checkers. */
@NullMarked
package vn.tram.system;

import org.jspecify.annotations.NullMarked;

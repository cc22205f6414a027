/**
 * Believable days of a ward's hall: people who arrive, wait, are called, come or do not; officers who press the keys.
 * Knows nothing of how the product estimates or orders; sees a hall through {@code Hall} alone. One thread per hall.
 */
@NullMarked
package vn.tram.bench.traffic;

import org.jspecify.annotations.NullMarked;

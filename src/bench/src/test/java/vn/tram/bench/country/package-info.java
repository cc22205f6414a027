/** The country's bench with few boxes. */
@NullMarked
package vn.tram.bench.country;

import org.jspecify.annotations.NullMarked;

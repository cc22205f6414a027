/** A city's boxes from the list of its wards to their first words with the centre. */
@NullMarked
package vn.tram.bench.enrol;

import org.jspecify.annotations.NullMarked;

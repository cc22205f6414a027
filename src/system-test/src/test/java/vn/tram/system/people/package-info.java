/** People of the city and of a hall, from the list of city IT to a press at a counter. */
@NullMarked
package vn.tram.system.people;

import org.jspecify.annotations.NullMarked;

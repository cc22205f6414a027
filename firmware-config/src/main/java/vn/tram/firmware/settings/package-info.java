/** Settings of boxes and wards: names, ranges, defaults, and what is wrong with a given file, all problems at once. */
@NullMarked
package vn.tram.firmware.settings;

import org.jspecify.annotations.NullMarked;

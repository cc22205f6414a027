/** The inventory of wards: the real lists of Hanoi and of the country. */
@NullMarked
package vn.tram.provisioning.wards;

import org.jspecify.annotations.NullMarked;

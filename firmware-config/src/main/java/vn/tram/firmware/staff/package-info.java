/** Roles, rights, and what the city tells a ward of its staff. Pure; any thread. */
@NullMarked
package vn.tram.firmware.staff;

import org.jspecify.annotations.NullMarked;

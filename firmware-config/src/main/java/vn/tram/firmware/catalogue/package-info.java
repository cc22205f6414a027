/**
 * The city's catalogue as it travels on feeds: procedures and the groups they are drawn from, and the starting set that
 * every node carries. Pure data and its JSON form; any thread.
 */
@NullMarked
package vn.tram.firmware.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * Who works in the hall: names, PINs and how often they may be tried. Pure; moments are told and hashes are made
 * elsewhere.
 */
@NullMarked
package vn.tram.edge.staff;

import org.jspecify.annotations.NullMarked;

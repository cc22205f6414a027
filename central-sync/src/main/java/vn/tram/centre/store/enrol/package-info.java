/** The tables of boxes' identities. */
@NullMarked
package vn.tram.centre.store.enrol;

import org.jspecify.annotations.NullMarked;

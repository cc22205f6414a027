/** A box and a centre from nothing to a certificate, as real processes. */
@NullMarked
package vn.tram.system.enrol;

import org.jspecify.annotations.NullMarked;

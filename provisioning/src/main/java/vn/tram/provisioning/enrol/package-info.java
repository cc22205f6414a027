/**
 * What a box and the city say to each other when a certificate is asked for: {@code POST /enrol}, {@code /enrol/renew},
 * {@code /enrol/hall}.
 */
@NullMarked
package vn.tram.provisioning.enrol;

import org.jspecify.annotations.NullMarked;

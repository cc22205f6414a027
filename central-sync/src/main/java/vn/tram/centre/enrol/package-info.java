/**
 * Who is which box: codes by which new boxes show that the city has sent them, the certificates that were issued, taken
 * back or renewed, and boxes that were replaced. Certificates are signed outside; here is decided whether. Core's
 * thread.
 */
@NullMarked
package vn.tram.centre.enrol;

import org.jspecify.annotations.NullMarked;

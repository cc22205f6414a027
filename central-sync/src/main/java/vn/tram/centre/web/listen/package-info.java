/** How the centre's pages are reached with TLS, under a certificate whose files may change at any time. */
@NullMarked
package vn.tram.centre.web.listen;

import org.jspecify.annotations.NullMarked;

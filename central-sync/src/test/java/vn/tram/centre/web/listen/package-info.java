/** The files of the certificate of the centre's pages. */
@NullMarked
package vn.tram.centre.web.listen;

import org.jspecify.annotations.NullMarked;

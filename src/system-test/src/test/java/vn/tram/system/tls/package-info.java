/** Pages by TLS, on real processes, with openssl as the outside judge. */
@NullMarked
package vn.tram.system.tls;

import org.jspecify.annotations.NullMarked;

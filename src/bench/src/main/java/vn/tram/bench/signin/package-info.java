/** How many people a box lets in: handshakes of its door with TLS. */
@NullMarked
package vn.tram.bench.signin;

import org.jspecify.annotations.NullMarked;

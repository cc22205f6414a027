/**
 * The broker's door: who it is, which boxes it lets in, which certificates were taken back. Files are read here and
 * nowhere else; nothing is written.
 */
@NullMarked
package vn.tram.centre.net.tls;

import org.jspecify.annotations.NullMarked;

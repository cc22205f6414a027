/**
 * One look for box and centre: styles, fonts, icons and texts, all served from the node itself.
 *
 * <p>Owns the shared assets under {@code assets/} and the reading of text bundles. Knows no web server: both sides hand
 * the bytes to theirs. Everything here is safe to use from any thread once made.
 */
@NullMarked
package vn.tram.ui;

import org.jspecify.annotations.NullMarked;

/** The line by real clients over real sockets: a second broker, and more boxes than one. */
@NullMarked
package vn.tram.system.line;

import org.jspecify.annotations.NullMarked;

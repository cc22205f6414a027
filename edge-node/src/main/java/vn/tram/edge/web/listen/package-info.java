/**
 * How pages are reached: with TLS from the hall, plain from this machine alone, and one page that explains the former.
 */
@NullMarked
package vn.tram.edge.web.listen;

import org.jspecify.annotations.NullMarked;

/**
 * The centre's HTTP side: pages, static files and the API the pages use.
 *
 * <p>Owns no fact: it shows what the fleet and the stores know. Pages may be asked for from any thread.
 */
@NullMarked
package vn.tram.centre.web;

import org.jspecify.annotations.NullMarked;

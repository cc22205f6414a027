/** How the box's API reads requests and writes answers, and who may ask for what. The event loop of the pages. */
@NullMarked
package vn.tram.edge.web.http;

import org.jspecify.annotations.NullMarked;

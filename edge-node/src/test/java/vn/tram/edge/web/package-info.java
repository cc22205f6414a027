/** Tests of the box's pages, held to what a browser under a strict policy needs, and of its API over real HTTP. */
@NullMarked
package vn.tram.edge.web;

import org.jspecify.annotations.NullMarked;

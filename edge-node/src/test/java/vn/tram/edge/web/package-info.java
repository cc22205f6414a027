/** The pages of the box as they are rendered, held to what a browser under a strict policy needs. */
@NullMarked
package vn.tram.edge.web;

import org.jspecify.annotations.NullMarked;

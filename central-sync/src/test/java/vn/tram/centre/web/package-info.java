/** Tests of the centre's pages: what is rendered, in both languages, without a browser. */
@NullMarked
package vn.tram.centre.web;

import org.jspecify.annotations.NullMarked;

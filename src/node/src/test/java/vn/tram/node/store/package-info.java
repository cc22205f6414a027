/** Tests of the files a node keeps. */
@NullMarked
package vn.tram.node.store;

import org.jspecify.annotations.NullMarked;

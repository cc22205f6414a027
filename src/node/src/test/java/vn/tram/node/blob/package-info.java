/** Tests of blobs on a real disk. */
@NullMarked
package vn.tram.node.blob;

import org.jspecify.annotations.NullMarked;

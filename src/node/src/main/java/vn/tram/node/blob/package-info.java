/**
 * Blobs as files of one folder, named by content. Owns that folder, alone or with the other workers of one centre.
 * Blocks on the disk: never called on a core's or a connection's thread.
 */
@NullMarked
package vn.tram.node.blob;

import org.jspecify.annotations.NullMarked;

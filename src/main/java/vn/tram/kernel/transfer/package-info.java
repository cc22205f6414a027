/**
 * Blobs over the line, the same at both ends: the messages and their bytes, who gives what next, who takes what and how
 * far it is. Pure: time comes with each call, disk and line are ports. Line thread alone.
 */
@NullMarked
package vn.tram.kernel.transfer;

import org.jspecify.annotations.NullMarked;

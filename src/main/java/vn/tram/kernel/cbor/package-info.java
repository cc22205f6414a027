/**
 * CBOR (RFC 8949) maps with integer keys: the form of every event body and control message. Pure; any thread; limits on
 * depth, count and size.
 */
@NullMarked
package vn.tram.kernel.cbor;

import org.jspecify.annotations.NullMarked;
